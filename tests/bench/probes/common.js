// Marks of time in the page, in milliseconds since its navigation began (performance.now()).
// Loaded before the page's own scripts, into both applications; each adds its own tests of what can be seen.
(() => {
  const bench = (window.atlasBench = { seen: null, live: null, clicked: null, switched: null });

  // The look happens in a frame's callback. The browser lays out, paints and hands over that frame in the same task, so
  // a message posted during the callback arrives as soon as it is painted. (The usual second animation frame would add
  // the rest of a frame's 16.7 ms to both applications.)
  const painted = new MessageChannel();
  painted.port1.onmessage = ({ data }) => { bench[data.name] ??= performance.now(); };
  bench.watch = (name, isDone) => {
    const look = () => {
      if (isDone()) painted.port2.postMessage({ name });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };

  // The time of the input itself, so that a busy page's late handling of it counts.
  bench.armClick = () =>
    document.addEventListener('click', (event) => { bench.clicked = event.timeStamp; }, { capture: true, once: true });
})();
