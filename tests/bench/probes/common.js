// Marks of time in the page, in milliseconds since its navigation began (performance.now()).
// Loaded before the page's own scripts, into both applications; each adds its own tests of what can be seen.
(() => {
  const bench = (window.atlasBench = { seen: null, live: null, clicked: null, switched: null });

  // The look happens in a frame's callback, before that frame is painted; when the next frame's callback runs, it has
  // been. (The usual "change, then two animation frames": the look is the first of the two.)
  bench.watch = (name, isDone) => {
    const mark = () => { bench[name] = performance.now(); };
    const look = () => requestAnimationFrame(isDone() ? mark : look);
    requestAnimationFrame(look);
  };

  // The time of the input itself, so that a busy page's late handling of it counts.
  bench.armClick = () =>
    document.addEventListener('click', (event) => { bench.clicked = event.timeStamp; }, { capture: true, once: true });
})();
