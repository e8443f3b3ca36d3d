/* The link of the brief follows the view on screen. Not here: what the brief holds (the server makes it from the address). */
(function () {
  "use strict";

  function follow(event) {
    const link = event.target.closest?.("a[data-brief]");
    if (!link) return;
    const query = new URLSearchParams(window.location.search);
    const place = /^\/city\/(\d{6})\/?$/.exec(window.location.pathname);
    if (place) {
      query.set("page", "place");
      query.set("region", place[1]);
    }
    const text = query.toString();
    link.setAttribute("href", "/export/brief.pdf" + (text ? "?" + text : ""));
  }

  for (const kind of ["pointerover", "focusin", "click"]) document.addEventListener(kind, follow);
})();
