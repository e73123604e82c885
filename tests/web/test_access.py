"""The way in from the network: a code once, a cookie then, and no guessing."""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from starlette.testclient import TestClient

from services.live_fakes import Scene
from upperback.web.access import COOKIE, OneTimeCode
from upperback.web.app import create_app
from upperback.web.token_bucket import TokenBucket
from web.pages import HOST, a_setup


@dataclass(slots=True)
class Door:
    """A code whose clock and screen are at hand."""

    at_s: float = 0.0
    shown: list[str] = field(default_factory=list)

    def code(self) -> OneTimeCode:
        return OneTimeCode(now_s=lambda: self.at_s, announce=self.shown.append)


def wrong(code: str) -> str:
    return "000000" if code != "000000" else "000001"


def test_the_right_code_gives_a_token_once() -> None:
    door = Door()
    code = door.code()
    token = code.exchange(door.shown[0])
    assert code.knows(token)
    assert code.exchange(door.shown[0]) is None or door.shown[0] == door.shown[1]
    assert len(door.shown) == 2
    assert not code.knows("made up")
    assert not code.knows(None)


def test_codes_have_six_digits() -> None:
    door = Door()
    code = door.code()
    for _ in range(50):
        code.exchange(door.shown[-1])
    assert all(len(each) == 6 and each.isdigit() for each in door.shown)
    assert len(set(door.shown)) > 40


def test_five_wrong_codes_lock_the_door_for_a_minute() -> None:
    door = Door()
    code = door.code()
    for _ in range(5):
        assert code.exchange(wrong(door.shown[0])) is None
    assert code.locked_s == 60.0
    assert code.exchange(door.shown[0]) is None
    door.at_s = 60.0
    assert code.exchange(door.shown[0]) is not None


def test_odd_text_is_only_a_wrong_code() -> None:
    code = Door().code()
    assert code.exchange("ä" * 1000) is None
    assert not code.knows("ä")


def a_phone(door: Door) -> TestClient:
    app = create_app(a_setup(Scene(), code=door.code()))
    return TestClient(
        app, base_url=f"https://{HOST}", client=("192.168.1.7", 5555), follow_redirects=False
    )


def test_a_phone_is_asked_for_the_code_and_then_let_in() -> None:
    door = Door()
    phone = a_phone(door)
    assert "six digits" in phone.get("/").text
    assert phone.get("/api/info").status_code == 401
    assert phone.get("/model/pose_landmarker.task").status_code == 401
    assert phone.post("/code", data={"code": wrong(door.shown[0])}).status_code == 401
    answer = phone.post("/code", data={"code": f" {door.shown[0]} "})
    assert answer.status_code == 303
    cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
    assert (cookie["httponly"], cookie["secure"]) == (True, True)
    assert cookie["samesite"] == "strict"
    assert phone.get("/api/info").status_code == 200


def test_the_code_may_be_typed_in_as_it_is_shown() -> None:
    door = Door()
    phone = a_phone(door)
    as_shown = f"{door.shown[0][:3]} {door.shown[0][3:]}"
    assert phone.post("/code", data={"code": as_shown}).status_code == 303


def test_a_phone_is_asked_in_its_language() -> None:
    phone = a_phone(Door())
    german = phone.get("/", headers={"accept-language": "de-AT,de;q=0.9,en;q=0.8"}).text
    assert "sechs Ziffern" in german
    assert 'lang="de"' in german
    assert "six digits" in phone.get("/", headers={"accept-language": "fr-FR,en;q=0.5"}).text
    assert "six digits" in phone.get("/", headers={"accept-language": ""}).text


def test_a_phone_that_guesses_waits() -> None:
    door = Door()
    phone = a_phone(door)
    guess = {"code": wrong(door.shown[0])}
    answer = [phone.post("/code", data=guess) for _ in range(5)][-1]
    assert answer.status_code == 429
    assert "60 seconds" in answer.text
    assert phone.post("/code", data={"code": door.shown[0]}).status_code == 429


def test_a_huge_code_is_not_read_to_its_end() -> None:
    assert a_phone(Door()).post("/code", data={"code": "1" * 100_000}).status_code == 401


def test_this_machine_needs_no_code() -> None:
    app = create_app(a_setup(Scene(), code=Door().code()))
    here = TestClient(app, base_url=f"http://{HOST}", client=("127.0.0.1", 5555))
    assert here.get("/api/info").status_code == 200


def test_a_bucket_gives_so_many_at_once_and_so_many_a_second() -> None:
    bucket = TokenBucket(rate_hz=10.0, burst=5)
    assert sum(bucket.take(0.0) for _ in range(20)) == 5
    assert sum(bucket.take(0.2) for _ in range(20)) == 2
    assert sum(bucket.take(100.0) for _ in range(20)) == 5
