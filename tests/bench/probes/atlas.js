// What counts as seen, live and switched in the atlas. atlasBenchRegions: how many regions the map must show.
(() => {
  const bench = window.atlasBench;
  const map = () => document.querySelector('svg[data-map]');

  bench.watch('seen', () => {
    const marks = map()?.querySelectorAll('[data-region]') ?? [];
    const shown = new Set([...marks].map((mark) => mark.dataset.region));
    if (shown.size < window.atlasBenchRegions) return false;
    return [...marks].every((mark) => mark.getBoundingClientRect().width > 0);
  });

  bench.watch('live', () => document.documentElement?.dataset.live === 'true');

  bench.armSwitch = () => {
    const before = map().getAttribute('data-painted');
    bench.armClick();
    bench.watch('switched', () => (map()?.getAttribute('data-painted') ?? before) !== before);
  };
})();
