// What counts as seen, live and switched in the tutorial application. atlasBenchRegions: how many regions to show.
(() => {
  const bench = window.atlasBench;
  const graph = () => document.querySelector('.js-plotly-plot');

  // Plotly draws choropleth_map with MapLibre: drawn means all regions are in the trace, its layer is in the style,
  // and MapLibre has nothing left to load or to render.
  const drawn = () => {
    const map = graph()?._fullLayout?.map?._subplot?.map;
    if (!map || (graph().calcdata?.[0]?.length ?? 0) < window.atlasBenchRegions) return false;
    return (map.getStyle()?.layers ?? []).some((layer) => layer.type === 'fill') && map.loaded();
  };

  bench.watch('seen', drawn);
  bench.watch('live', () => drawn() && document.getElementById('indicator') !== null);

  bench.armSwitch = () => {
    let plotted = false;
    graph().once('plotly_afterplot', () => { plotted = true; });
    bench.armClick();
    bench.watch('switched', () => plotted && drawn());
  };
})();
