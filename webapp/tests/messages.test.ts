import { describe, expect, it } from "vitest";
import { goldenNames, goldenText } from "./golden.ts";
import { InvalidMessage } from "../src/wire/check.ts";
import { type ClientMessage, readServerMessage } from "../src/wire/messages.ts";

const COMMANDS: Readonly<Record<string, ClientMessage>> = {
  hello: {
    type: "hello",
    protocol: 2,
    session: "5f0c7a52-8f0e-4c1b-9a53-0d9a3a2f7c11",
    model: "pose_landmarker_full-2f5b43a1",
  },
  ping: { type: "ping", id: "p1" },
  command_ready: { type: "command", id: "c1", command: "ready" },
  command_begin: { type: "command", id: "c2", command: "begin" },
  command_pause: { type: "command", id: "c3", command: "pause" },
  command_go_on: { type: "command", id: "c4", command: "go_on" },
  command_end_set: { type: "command", id: "c5", command: "end_set" },
  command_rate: { type: "command", id: "c6", command: "rate", effort_rir: 3, pain: 0 },
  command_rate_alarming: {
    type: "command",
    id: "c7",
    command: "rate",
    effort_rir: null,
    pain: 7,
    is_alarming: true,
  },
  command_next: { type: "command", id: "c8", command: "next" },
  command_back: { type: "command", id: "c9", command: "back" },
  command_tap_rep: { type: "command", id: "c10", command: "tap_rep", side: "right" },
  command_strike_rep: { type: "command", id: "c11", command: "strike_rep", index: 4 },
  command_by_camera: { type: "command", id: "c12", command: "by_camera", value: false },
  command_stop: { type: "command", id: "c13", command: "stop" },
  command_stop_red_flag: { type: "command", id: "c14", command: "stop", reason: "red_flag" },
};

describe("messages of the server", () => {
  it.each(goldenNames("down_", ".json"))("reads %s", (name) => {
    const json = goldenText(name);
    const { type } = JSON.parse(json) as { type: string };
    expect(readServerMessage(json)?.type).toBe(type);
  });

  it("keeps the whole of a state that is shown", () => {
    const message = readServerMessage(goldenText("down_state.json"));
    expect(message).toMatchObject({
      type: "state",
      state: { stage: "counting", set: { count: 2, clean: 1 }, steps: [{}, {}, {}, {}] },
    });
  });

  it("leaves out a type that a newer server may send", () => {
    expect(readServerMessage('{"type": "weather", "text": "sun"}')).toBeNull();
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["no type", "{}"],
    ["a wrong field", '{"type": "ack", "sequence": "7"}'],
    ["an unknown stage", goldenText("down_state.json").replace('"counting"', '"dancing"')],
  ])("refuses %s and says where", (_, json) => {
    expect(() => readServerMessage(json)).toThrow(InvalidMessage);
  });
});

describe("messages of the page", () => {
  it.each(goldenNames("up_", ".json"))("are as in %s", (name) => {
    const ours = COMMANDS[name.replace("up_", "").replace(".json", "")];
    expect(ours && JSON.parse(JSON.stringify(ours))).toEqual(JSON.parse(goldenText(name)));
  });
});
