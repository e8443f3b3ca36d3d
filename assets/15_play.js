/* Playing the periods: the stops of the timeline are clicked one after the other. Not here: what a stop leads to. */
(function () {
  "use strict";

  let playing = 0;

  function stop() {
    clearInterval(playing);
    playing = 0;
    document.querySelectorAll("[data-play]").forEach((b) => b.setAttribute("aria-pressed", "false"));
  }

  function stops() {
    return [...document.querySelectorAll("#root a.stop")];
  }

  function step() {
    const all = stops();
    const at = all.findIndex((a) => a.getAttribute("aria-current") === "true");
    if (at < 0 || at === all.length - 1) return stop();
    all[at + 1].click();
  }

  function play(button) {
    if (playing) return stop();
    const all = stops();
    if (all.length && all[all.length - 1].getAttribute("aria-current") === "true") all[0].click();
    playing = setInterval(step, 1600);
    button.setAttribute("aria-pressed", "true");
  }

  new MutationObserver(() => {
    if (playing) document.querySelectorAll("[data-play]").forEach((b) => b.setAttribute("aria-pressed", "true"));
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-play]");
    if (button) play(button);
  });
  document.addEventListener("atlas:settled", stop);
})();
