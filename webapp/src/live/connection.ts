/**
 * The live socket. Theory of operation:
 *
 * - One connection is *attached* when its `hello` was answered by `welcome`. A lost one is made anew,
 *   ever more slowly, until a close code says that trying again is of no use (`FINAL_CODES`).
 * - Commands are kept until the server answers `done`; after a reconnect those unanswered are sent
 *   again with the same id, which the server carries out once.
 * - Frames are never kept: the gate drops what cannot go out now.
 * - A ping that is not answered closes a connection that is dead without knowing it.
 */

import {
  type ClientMessage,
  type Command,
  PROTOCOL,
  SUBPROTOCOL,
  type ServerMessage,
  readServerMessage,
} from "../wire/messages.ts";
import { type PoseFrame, encodeFrame } from "../wire/frame.ts";
import { InvalidMessage } from "../wire/check.ts";
import { FrameGate } from "./frame_gate.ts";
import { backoffMs } from "./backoff.ts";

export type ConnectionStatus = "connecting" | "open" | "away" | "closed";

/** What the connection tells; `closed` carries the code for which no further try is made. */
export interface Listener {
  readonly onMessage: (message: ServerMessage) => void;
  readonly onStatus: (status: ConnectionStatus, code: number | null) => void;
}

/** The part of `WebSocket` that is used, so that tests can hand in a fake. */
export type Socket = Pick<
  WebSocket,
  "send" | "close" | "onopen" | "onmessage" | "onclose" | "readyState" | "binaryType"
>;

export interface Outside {
  readonly open: () => Socket;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

const PING_MS = 10_000;
const OPEN = 1;
// malformed, not allowed, no such session, taken over, too large, too many
const FINAL_CODES: ReadonlySet<number> = new Set([4400, 4401, 4404, 4409, 4413, 4429]);

export function browserOutside(): Outside {
  const url = new URL("/api/live", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  let ids = 0;
  const run = Math.random().toString(36).slice(2, 10);
  return {
    open: () => new WebSocket(url, SUBPROTOCOL),
    nowMs: () => performance.now(),
    newId: () => `${run}-${++ids}`,
  };
}

export class Connection {
  readonly #session: string;
  readonly #model: () => string;
  readonly #listener: Listener;
  readonly #outside: Outside;
  readonly #unanswered = new Map<string, Command>();
  #socket: Socket | null = null;
  #gate: FrameGate | null = null;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pinging: ReturnType<typeof setInterval> | undefined;
  #openPing: string | null = null;
  #isOver = false;

  constructor(session: string, model: () => string, listener: Listener, outside: Outside) {
    this.#session = session;
    this.#model = model;
    this.#listener = listener;
    this.#outside = outside;
    this.#connect();
  }

  /** Sends the command, now or once connected again; the id is answered by `done`. */
  command(command: Command): string {
    const id = this.#outside.newId();
    this.#unanswered.set(id, command);
    if (this.#gate) this.#send({ type: "command", id, ...command });
    return id;
  }

  /** Whether a frame would go out now: worth asking before the model is run. */
  get wantsFrame(): boolean {
    return this.#gate?.isOpen(this.#outside.nowMs()) ?? false;
  }

  /** Whether the server would look at the silhouette of the next frame. */
  get wantsSilhouette(): boolean {
    return this.#gate?.wantsSilhouette ?? false;
  }

  /** Sends the frame if the gate is open; says whether it went out. */
  sendFrame(frame: PoseFrame): boolean {
    const now = this.#outside.nowMs();
    if (!this.#gate?.isOpen(now) || this.#socket?.readyState !== OPEN) return false;
    this.#socket.send(encodeFrame(frame, this.#gate.take(now)));
    return true;
  }

  /** Tries again at once, as when the device says it is back on line. */
  retryNow(): void {
    if (this.#isOver || this.#socket) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  close(): void {
    this.#isOver = true;
    clearTimeout(this.#retry);
    this.#drop();
  }

  #connect(): void {
    this.#listener.onStatus(this.#tries === 0 ? "connecting" : "away", null);
    const socket = this.#outside.open();
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#send({
        type: "hello",
        protocol: PROTOCOL,
        session: this.#session,
        model: this.#model(),
      });
      this.#openPing = null;
      this.#pinging = setInterval(() => this.#ping(), PING_MS);
    };
    socket.onmessage = (event: MessageEvent<unknown>) => this.#receive(event.data);
    socket.onclose = (event: CloseEvent) => this.#lost(event.code);
    this.#socket = socket;
  }

  #receive(data: unknown): void {
    if (typeof data !== "string") return;
    for (const line of data.split("\n")) this.#hear(line);
  }

  #hear(line: string): void {
    const message = this.#read(line);
    if (!message) return;
    if (message.type === "welcome") this.#attached(new FrameGate(message.frames));
    else if (message.type === "ack") return this.#gate?.acknowledge(message);
    else if (message.type === "done") this.#unanswered.delete(message.id);
    else if (message.type === "pong") {
      this.#openPing = null;
      return;
    }
    this.#listener.onMessage(message);
  }

  #read(line: string): ServerMessage | null {
    try {
      return readServerMessage(line);
    } catch (error) {
      if (error instanceof InvalidMessage) return null; // one bad message harms no other
      throw error;
    }
  }

  #attached(gate: FrameGate): void {
    this.#gate = gate;
    this.#tries = 0;
    this.#listener.onStatus("open", null);
    for (const [id, command] of this.#unanswered) this.#send({ type: "command", id, ...command });
  }

  #ping(): void {
    if (this.#openPing !== null) return this.#lost(null);
    this.#openPing = this.#outside.newId();
    this.#send({ type: "ping", id: this.#openPing });
  }

  #lost(code: number | null): void {
    this.#drop();
    if (this.#isOver) return;
    if (code !== null && FINAL_CODES.has(code)) {
      this.#isOver = true;
      return this.#listener.onStatus("closed", code);
    }
    this.#listener.onStatus("away", code);
    this.#retry = setTimeout(() => this.#connect(), backoffMs(this.#tries));
    this.#tries += 1;
  }

  #drop(): void {
    clearInterval(this.#pinging);
    this.#gate = null;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #send(message: ClientMessage): void {
    if (this.#socket?.readyState === OPEN) this.#socket.send(JSON.stringify(message));
  }
}
