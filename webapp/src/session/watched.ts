/** What watches the picture: a training session, or a look. */

import type { Command, SessionState } from "../wire/messages.ts";
import type { PoseFrame } from "../wire/frame.ts";

export interface Watched {
  readonly wantsFrame: boolean;
  readonly wantsSilhouette: boolean;
  sendFrame(frame: PoseFrame): void;
  /** A clip plays while its session counts. */
  readonly state: SessionState | null;
  /** The end of a clip ends the set. */
  send(command: Command): void;
}
