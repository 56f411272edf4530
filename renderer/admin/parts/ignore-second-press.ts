/** The second press of a double click would select the text of what has come in the place of what was clicked. */
export function ignoreSecondPress(): void {
  const ignore = (event: MouseEvent) => {
    if (event.detail > 1) event.preventDefault();
  };
  addEventListener('mousedown', ignore, { once: true });
}
