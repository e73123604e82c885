/** Full screen on and off, where the browser has it. */
export function toggleFullscreen(): void {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();
  void change?.catch(() => undefined);
}
