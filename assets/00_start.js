/* Starts the live page after the first view has been painted: what is to be seen does not wait for what is to be clicked.
   Loads the style sheets and scripts named in #atlas-scripts in their order, then starts Dash. Nothing else belongs here. */
(function () {
  "use strict";

  function start() {
    for (const item of document.querySelectorAll("#atlas-scripts [data-style]")) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = item.dataset.style;
      document.head.append(link);
    }
    const addresses = [...document.querySelectorAll("#atlas-scripts [data-src]")].map((item) => item.dataset.src);
    let waiting = addresses.length;
    for (const address of addresses) {
      const script = document.createElement("script");
      script.src = address;
      script.async = false; // in this order
      script.onload = () => {
        waiting -= 1;
        if (!waiting) window.renderer = new window.DashRenderer();
      };
      script.onerror = () => console.error(`The script ${address} did not load: the page can be read, but not used.`);
      document.head.append(script);
    }
  }

  // The frame after the one in which the first view is laid out has been painted.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(start, 0)));
})();
