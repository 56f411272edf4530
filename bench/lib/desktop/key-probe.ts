/** A page that shows nothing new for so long has done all that came of a key, in milliseconds. */
const QUIET_MS = 50;

/**
 * Runs in the page: takes the time from a key to the frame that shows what it did.
 *
 * It begins with the time stamp that the browser gave the key. From then on each frame is asked, right before it is
 * drawn, whether the page shows the outcome; the first that does ends with the first task after it: style, layout and
 * paint of that frame are done then. As a check, the browser's own account of the same key (Event Timing, to the
 * presentation of the frame, in steps of 8 ms) is kept too. `quiet` waits until the page shows nothing new any more.
 */
export const KEY_PROBE = `(() => {
  const probe = {
    presented: [],
    arm(key) {
      probe.key = key;
      probe.taken = new Promise((resolve) => (probe.take = resolve));
    },
    quiet: () =>
      new Promise((resolve) => {
        const over = () => {
          observer.disconnect();
          resolve();
        };
        let timer = setTimeout(over, ${QUIET_MS});
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(over, ${QUIET_MS});
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
  };
  addEventListener('keydown', (event) => {
    if (!probe.isShown || event.key !== probe.key) return;
    const { isShown, take } = probe;
    probe.isShown = null;
    const begin = event.timeStamp;
    const look = () => {
      if (!isShown()) return void requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => take(performance.now() - begin);
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  }, { capture: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name === 'keydown') probe.presented.push(entry.duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 });
  window.keyProbe = probe;
})()`;
