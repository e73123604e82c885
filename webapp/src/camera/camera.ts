/** The camera: asked for with clear reasons when it cannot be had. */

/** Why there is no camera picture; each has its words in the catalogue. */
export type CameraProblem = "refused" | "busy" | "missing" | "insecure" | "unsupported" | "lost";

export class CameraError extends Error {
  override readonly name = "CameraError";
  readonly problem: CameraProblem;

  constructor(problem: CameraProblem) {
    super(problem);
    this.problem = problem;
  }
}

export interface CameraChoice {
  readonly id: string;
  readonly label: string;
}

const PROBLEMS: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotReadableError: "busy",
  AbortError: "busy",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
};

export function problemOf(error: unknown): CameraProblem {
  return (error instanceof Error ? PROBLEMS[error.name] : undefined) ?? "unsupported";
}

/** Opens a camera: the one named, else the one that faces the person. */
export async function openCamera(deviceId: string | null): Promise<MediaStream> {
  if (!window.isSecureContext) throw new CameraError("insecure");
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraError("unsupported");
  const size = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
  const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: "user" } };
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...size, ...which },
    });
  } catch (error) {
    // The camera chosen last time may be unplugged.
    if (deviceId && problemOf(error) === "missing") return openCamera(null);
    throw new CameraError(problemOf(error));
  }
}

export async function listCameras(): Promise<readonly CameraChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === "videoinput" && device.deviceId)
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** Whether the picture should be shown as in a mirror: not for a camera at the back of a phone. */
export function isMirrored(stream: MediaStream): boolean {
  return stream.getVideoTracks()[0]?.getSettings().facingMode !== "environment";
}

export function stopCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
