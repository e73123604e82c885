/** Moves the focus here when the element appears, so that keys and screen readers follow the stage. */
export function focused(element: HTMLElement): void {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
