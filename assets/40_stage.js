/* Brings the stage onto the page: finds its place (.stage-host), fetches the player and the story once, shows the stage over
   the page, leaves it for a live view and comes back. After that the stage asks the server for nothing.
   Not here: the player itself (stage/). */
(function () {
  "use strict";

  const PARTS = ["map", "scene", "file", "edit", "player"];
  const RETURN = "atlas-stage-return";
  let player = null;
  let starting = "";
  let leaving = false; // on the way to a live view: the place of the stage is still in the page

  function load(name, address) {
    return new Promise((resolve, reject) => {
      const node = document.createElement(name);
      if (name === "link") Object.assign(node, { rel: "stylesheet", href: address });
      else Object.assign(node, { src: address, async: false });
      node.onload = resolve;
      node.onerror = () => reject(new Error(`The stage could not be loaded: no answer for ${address}. Reload the page.`));
      document.head.append(node);
    });
  }

  let parts = null;
  function loadParts(version) {
    parts = parts || Promise.all([load("link", `/assets/stage/stage.css?v=${version}`), ...PARTS.map((part) => load("script", `/assets/stage/${part}.js?v=${version}`))]);
    return parts;
  }

  const hostOf = () => document.querySelector("#root .stage-host") || document.querySelector("#first-view .stage-host");
  const address = (scene) => `${window.location.pathname}${query({ scene })}`;

  function query(changes) {
    const values = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) value ? values.set(name, value) : values.delete(name);
    const text = values.toString();
    return text ? `?${text}` : "";
  }

  function behind(inert) {
    for (const id of ["first-view", "react-entry-point"]) document.getElementById(id)?.toggleAttribute("inert", inert);
    document.documentElement.classList.toggle("on-stage", inert);
  }

  /** Follow a link in the live page, or as any link when the page is not live yet. */
  function follow(href) {
    if (document.dispatchEvent(new CustomEvent("atlas:navigate", { detail: { href }, cancelable: true }))) window.location.assign(href);
  }

  const page = {
    place(scene) {
      if (hostOf()) history.replaceState(history.state, "", address(scene));
    },
    async live(href, lost) {
      try {
        const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(3000) });
        if (!answer.ok) throw new Error(`/healthz answered ${answer.status}`);
      } catch {
        return lost(); // the story goes on; only the live view needs the server
      }
      sessionStorage.setItem(RETURN, address(player.sceneId()));
      player.hide();
      behind(false);
      leaving = true;
      follow(href);
    },
    leave() {
      const lang = new URLSearchParams(window.location.search).get("lang");
      sessionStorage.removeItem(RETURN);
      player.root.remove();
      player = null;
      behind(false);
      leaving = true;
      follow(`/present${lang ? `?lang=${encodeURIComponent(lang)}` : ""}`);
    },
    presenterAddress: (session, scene, lang) => `${window.location.pathname}${query({ scene, lang, presenter: session })}`,
  };

  async function start(host) {
    const key = host.dataset.stage;
    if (starting === key) return;
    starting = key;
    const values = new URLSearchParams(window.location.search);
    const [answer] = await Promise.all([fetch(host.dataset.stage, { credentials: "same-origin" }), loadParts(host.dataset.version)]);
    if (!answer.ok) throw new Error(`${host.dataset.stage} answered ${answer.status}: the story cannot be shown. Reload the page.`);
    const data = await answer.json();
    player?.root.remove();
    player = window.AtlasStage.start(data, {
      mount: document.body, page, file: false, lang: values.get("lang") || host.dataset.lang, scene: values.get("scene") || "", presenter: values.get("presenter") || "",
    });
    player.key = key;
    behind(true);
    starting = "";
  }

  /* ---- the way back from a live view ---- */

  function showReturn() {
    const to = sessionStorage.getItem(RETURN);
    let button = document.getElementById("stage-return");
    if (!to || hostOf()) return button?.remove();
    const label = document.documentElement.lang.startsWith("zh") ? "回到舞台 ▸" : "Back to the stage ▸";
    if (!button) {
      button = document.createElement("button");
      button.id = "stage-return";
      button.type = "button";
      button.addEventListener("click", back);
      document.body.append(button);
    }
    if (button.textContent !== label) button.textContent = label;
  }

  function back() {
    const to = sessionStorage.getItem(RETURN);
    if (!to) return;
    document.getElementById("stage-return")?.remove();
    if (player) {
      player.show(new URL(to, window.location.href).searchParams.get("scene"));
      behind(true);
    }
    sessionStorage.removeItem(RETURN);
    follow(to);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "F9" || !document.getElementById("stage-return")) return;
    event.preventDefault();
    back();
  });

  /* ---- the page changes, the stage follows ---- */

  let queued = false;
  function look() {
    queued = false;
    const host = hostOf();
    if (host && leaving) return;
    leaving = false;
    if (host) {
      if (player && player.key === host.dataset.stage) {
        if (player.root.hidden) {
          sessionStorage.removeItem(RETURN);
          player.show(new URLSearchParams(window.location.search).get("scene"));
        }
        behind(true);
      } else start(host).catch((error) => console.error(error));
    } else if (player && !player.root.hidden && !sessionStorage.getItem(RETURN) && document.querySelector("#root > .screen")) {
      player.hide(); // the browser's Back led away from the stage
      behind(false);
    }
    showReturn();
  }
  new MutationObserver(() => {
    if (!queued) {
      queued = true;
      requestAnimationFrame(look);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
  look();
})();
