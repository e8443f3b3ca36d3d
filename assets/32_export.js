/* Files of the view on screen: links that follow the address, progress of long files, cancelling, the embed code.
   Not here: what a file holds (the server makes it from the same address). */
(function () {
  "use strict";

  const PAGES = [
    [/^\/$/, () => [["page", "overview"]]],
    [/^\/city\/(\d{6})$/, (found) => [["page", "place"], ["region", found[1]]]],
    [/^\/industry$/, () => [["page", "industry"]]],
    [/^\/industry\/([a-z0-9_-]+)$/, (found) => [["page", "industry"], ["industry", found[1]]]],
    [/^\/projects$/, () => [["page", "projects"]]],
  ];
  const OWN = { place: "region", industry: "industry" };

  /** The query that names the view on screen: the page's own, with the page before it. */
  function viewQuery() {
    const path = window.location.pathname.replace(/\/$/, "") || "/";
    for (const [pattern, make] of PAGES) {
      const found = pattern.exec(path);
      if (!found) continue;
      const query = new URLSearchParams(make(found));
      const own = OWN[query.get("page")];
      for (const [name, value] of new URLSearchParams(window.location.search)) if (name !== own && name !== "page") query.append(name, value);
      return query;
    }
    return null;
  }

  function follow(link) {
    const query = viewQuery();
    if (!query) return;
    if (link.dataset.embed) {
      link.dataset.embed = "/embed?" + query;
      return;
    }
    for (const name of ["size", "chart"]) if (link.dataset[name]) query.set(name, link.dataset[name]);
    link.setAttribute("href", `/export/view.${link.dataset.export}?${query}`);
  }

  const wanted = (event) => event.target.closest?.("a[data-export], [data-embed]");
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const link = wanted(event);
      if (link) follow(link);
    });
  }

  /* ---- A file being made ------------------------------------------------------------------------------------------ */

  const SHOW_AFTER = 400; // ms: a quick file needs no word
  const ASK_EVERY = 400;

  function newJob() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** The line at the foot of the window: what is being made, how far it is, and a way to stop it. */
  function panel(texts, name, cancel) {
    const box = document.createElement("div");
    box.className = "export-progress";
    box.setAttribute("role", "status");
    const said = document.createElement("span");
    said.textContent = `${name} ${texts.working}`;
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", name);
    const stop = document.createElement("button");
    stop.type = "button";
    stop.className = "button";
    stop.textContent = texts.cancel;
    stop.addEventListener("click", cancel);
    box.append(said, bar, stop);
    return {
      box,
      at(done, of) {
        if (of > 0) {
          bar.max = of;
          bar.value = done;
        }
      },
      end(text) {
        said.textContent = `${name} ${text}`;
        bar.remove();
        stop.remove();
        setTimeout(() => box.remove(), 4000);
      },
    };
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async function fetchFile(link) {
    const texts = link.closest(".take-along").dataset;
    const name = link.getAttribute("aria-label") || link.textContent;
    const job = newJob();
    const url = new URL(link.href);
    url.searchParams.set("job", job);
    const stopped = new AbortController();
    const shown = panel(texts, name, () => {
      fetch(`/export/jobs/${job}`, { method: "DELETE" }).finally(() => stopped.abort());
    });
    const later = setTimeout(() => document.body.append(shown.box), SHOW_AFTER);
    const asking = setInterval(async () => {
      const answer = await fetch(`/export/jobs/${job}`).catch(() => null);
      if (answer?.ok) {
        const { running, done, of } = await answer.json();
        if (running) shown.at(done, of);
      }
    }, ASK_EVERY);
    try {
      const answer = await fetch(url, { signal: stopped.signal, credentials: "same-origin" });
      if (!answer.ok) throw new Error(`${url.pathname} answered ${answer.status}: ${await answer.text()}`);
      const file = /filename=([^;]+)/.exec(answer.headers.get("Content-Disposition") || "")?.[1] || "atlas";
      save(await answer.blob(), file);
      shown.end(texts.done);
    } catch (error) {
      if (error.name === "AbortError") return shown.end(texts.cancelled);
      document.body.append(shown.box);
      shown.end(texts.failed);
      throw error;
    } finally {
      clearTimeout(later);
      clearInterval(asking);
    }
  }

  document.addEventListener("click", (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = wanted(event);
    if (!link) return;
    follow(link);
    if (link.dataset.embed) return copyEmbed(link);
    event.preventDefault();
    fetchFile(link);
  });

  async function copyEmbed(button) {
    const address = new URL(button.dataset.embed, window.location.href);
    const title = document.title.replace(/"/g, "&quot;");
    const code = `<iframe src="${address.href.replace(/&/g, "&amp;")}" title="${title}" width="620" height="820" style="border:0" loading="lazy"></iframe>`;
    await navigator.clipboard.writeText(code);
    button.textContent = button.dataset.copied;
  }
})();
