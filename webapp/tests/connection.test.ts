import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { goldenLine } from "./golden.ts";
import { Connection, type ConnectionStatus, type Socket } from "../src/live/connection.ts";
import { nobody } from "../src/wire/frame.ts";
import type { ServerMessage } from "../src/wire/messages.ts";

const WELCOME = goldenLine("down_welcome.json");

class FakeSocket implements Socket {
  binaryType: BinaryType = "blob";
  readyState = 0;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly sent: unknown[] = [];

  send(data: unknown): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  opens(): void {
    this.readyState = 1;
    this.onopen?.call(this as unknown as WebSocket, new Event("open"));
  }

  says(json: string): void {
    this.onmessage?.call(this as unknown as WebSocket, new MessageEvent("message", { data: json }));
  }

  breaks(code = 1006): void {
    this.readyState = 3;
    this.onclose?.call(this as unknown as WebSocket, new CloseEvent("close", { code }));
  }

  get texts(): readonly Record<string, unknown>[] {
    return this.sent
      .filter((item): item is string => typeof item === "string")
      .map((item) => JSON.parse(item) as Record<string, unknown>);
  }

  get frames(): readonly ArrayBuffer[] {
    return this.sent.filter((item): item is ArrayBuffer => item instanceof ArrayBuffer);
  }
}

class Scene {
  readonly sockets: FakeSocket[] = [];
  readonly messages: ServerMessage[] = [];
  readonly statuses: ConnectionStatus[] = [];
  nowMs = 0;
  readonly connection: Connection;

  constructor() {
    let ids = 0;
    this.connection = new Connection(
      "s1",
      () => "a-model",
      {
        onMessage: (message) => this.messages.push(message),
        onStatus: (status) => this.statuses.push(status),
      },
      {
        open: () => {
          const socket = new FakeSocket();
          this.sockets.push(socket);
          return socket;
        },
        nowMs: () => this.nowMs,
        newId: () => `id${++ids}`,
      },
    );
  }

  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("no socket");
    return socket;
  }

  attach(): void {
    this.last.opens();
    this.last.says(WELCOME);
  }

  /** Offers a frame each 100 ms; says how many went out. */
  offer(frames: number): number {
    return Array.from({ length: frames }, (_, i) => {
      this.nowMs += 100;
      return this.connection.sendFrame(nobody(i, 640, 480));
    }).filter(Boolean).length;
  }
}

describe("the live connection", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("says hello first, with the session and the model", () => {
    const scene = new Scene();
    scene.last.opens();
    expect(scene.last.texts).toEqual([
      { type: "hello", protocol: 2, session: "s1", model: "a-model" },
    ]);
    expect(scene.last.binaryType).toBe("arraybuffer");
  });

  it("sends no frame before it is welcome", () => {
    const scene = new Scene();
    scene.last.opens();
    expect(scene.offer(3)).toBe(0);
  });

  it("keeps at most in_flight frames unacknowledged and drops the others", () => {
    const scene = new Scene();
    scene.attach();
    expect(scene.offer(5)).toBe(2);
    scene.last.says('{"type": "ack", "sequence": 2, "silhouette": false}');
    expect(scene.offer(5)).toBe(2);
    const sequences = scene.last.frames.map((bytes) => new DataView(bytes).getUint32(4, true));
    expect(sequences).toEqual([1, 2, 3, 4]);
  });

  it("wants a silhouette as the welcome says, then as the last acknowledgement does", () => {
    const scene = new Scene();
    expect(scene.connection.wantsSilhouette).toBe(false);
    scene.attach();
    expect(scene.connection.wantsSilhouette).toBe(true);
    scene.offer(1);
    for (const [sequence, silhouette] of [true, false, false, true].entries()) {
      scene.last.says(JSON.stringify({ type: "ack", sequence, silhouette }));
      expect(scene.connection.wantsSilhouette).toBe(silhouette);
    }
  });

  it("wants no silhouette while away, and asks the next welcome anew", () => {
    const scene = new Scene();
    scene.attach();
    scene.last.breaks();
    expect(scene.connection.wantsSilhouette).toBe(false);
    vi.advanceTimersByTime(500);
    const welcome = JSON.parse(WELCOME) as { frames: { silhouette: boolean } };
    expect(welcome.frames.silhouette).toBe(true);
    welcome.frames.silhouette = false;
    scene.last.opens();
    scene.last.says(JSON.stringify(welcome));
    expect(scene.connection.wantsSilhouette).toBe(false);
  });

  it("does not hear an acknowledgement that says nothing of the silhouette", () => {
    const scene = new Scene();
    scene.attach();
    expect(scene.offer(2)).toBe(2);
    scene.last.says('{"type": "ack", "sequence": 2}');
    expect(scene.offer(1)).toBe(0);
    expect(scene.connection.wantsSilhouette).toBe(true);
  });

  it("hears every line of a message, in order", () => {
    const scene = new Scene();
    scene.attach();
    const heard = scene.messages.length;
    const lines = ["progress", "ack", "rep"].map((name) => goldenLine(`down_${name}.json`));
    scene.last.says(lines.join("\n"));
    expect(scene.messages.slice(heard).map(({ type }) => type)).toEqual(["progress", "rep"]);
  });

  it("sends no more frames a second than the server takes", () => {
    const scene = new Scene();
    scene.attach();
    scene.nowMs = 1000;
    expect(scene.connection.sendFrame(nobody(1, 640, 480))).toBe(true);
    scene.nowMs += 5;
    expect(scene.connection.wantsFrame).toBe(false);
    scene.nowMs += 40;
    expect(scene.connection.wantsFrame).toBe(true);
  });

  it("comes back after a loss, says hello again and counts frames anew", () => {
    const scene = new Scene();
    scene.attach();
    scene.offer(2);
    scene.last.breaks();
    expect(scene.statuses.at(-1)).toBe("away");
    vi.advanceTimersByTime(500);
    expect(scene.sockets).toHaveLength(2);
    scene.attach();
    expect(scene.statuses.at(-1)).toBe("open");
    expect(scene.last.texts[0]).toMatchObject({ type: "hello", session: "s1" });
    expect(scene.offer(1)).toBe(1);
    expect(new DataView(scene.last.frames[0] ?? new ArrayBuffer(8)).getUint32(4, true)).toBe(1);
  });

  it("waits longer and longer between tries", () => {
    const scene = new Scene();
    for (let i = 0; i < 6; i++) {
      scene.last.breaks();
      vi.advanceTimersByTime(400);
    }
    expect(scene.sockets.length).toBeLessThan(5);
    vi.advanceTimersByTime(20_000);
    expect(scene.sockets.length).toBeGreaterThan(3);
  });

  it("sends unanswered commands again with the same id, answered ones never", () => {
    const scene = new Scene();
    scene.attach();
    const answered = scene.connection.command({ command: "ready" });
    const open = scene.connection.command({ command: "tap_rep" });
    scene.last.says(JSON.stringify({ type: "done", id: answered, ok: true, error: null }));
    scene.last.breaks();
    vi.advanceTimersByTime(500);
    scene.attach();
    const again = scene.last.texts.filter((text) => text["type"] === "command");
    expect(again).toEqual([{ type: "command", id: open, command: "tap_rep" }]);
  });

  it("keeps a command given while away until it is welcome again", () => {
    const scene = new Scene();
    scene.last.breaks();
    const id = scene.connection.command({ command: "pause" });
    vi.advanceTimersByTime(500);
    scene.attach();
    expect(scene.last.texts).toContainEqual({ type: "command", id, command: "pause" });
  });

  it.each([4400, 4401, 4404, 4409, 4413, 4429])("does not try again after %i", (code) => {
    const scene = new Scene();
    scene.attach();
    scene.last.breaks(code);
    vi.advanceTimersByTime(60_000);
    expect(scene.sockets).toHaveLength(1);
    expect(scene.statuses.at(-1)).toBe("closed");
  });

  it("leaves a connection whose ping is not answered", () => {
    const scene = new Scene();
    scene.attach();
    vi.advanceTimersByTime(21_000);
    expect(scene.sockets.length).toBeGreaterThan(1);
  });

  it("outlives a message that it cannot read", () => {
    const scene = new Scene();
    scene.attach();
    scene.last.says('{"type": "rep"}');
    scene.last.says(goldenLine("down_rep.json"));
    expect(scene.messages.at(-1)).toMatchObject({ type: "rep", count: 2 });
  });

  it("is quiet once closed", () => {
    const scene = new Scene();
    scene.attach();
    scene.connection.close();
    vi.advanceTimersByTime(60_000);
    expect(scene.sockets).toHaveLength(1);
  });
});
