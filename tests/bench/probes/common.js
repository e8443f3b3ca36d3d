// Marks of time in the page, in milliseconds since its navigation began (performance.now()).
// Loaded before the page's own scripts, into both applications; each adds its own tests of what can be seen.
(() => {
  const bench = (window.atlasBench = { seen: null, live: null, clicked: null, switched: null });

  // A thing found in one frame has surely been painted when the frame after the next begins.
  const mark = (name) =>
    requestAnimationFrame(() => requestAnimationFrame(() => { bench[name] = performance.now(); }));

  bench.watch = (name, isDone) => {
    const look = () => (isDone() ? mark(name) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  };

  // The time of the input itself, so that a busy page's late handling of it counts.
  bench.armClick = () =>
    document.addEventListener('click', (event) => { bench.clicked = event.timeStamp; }, { capture: true, once: true });
})();
