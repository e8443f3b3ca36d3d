/* Plays a story: state, keys, presenter's window, full screen, pointer, black, timer, live view.
   Needs nothing from a server once it has started: all scenes, outlines and codes are in `data`.
   Not here: drawing (scene.js, map.js), editing (edit.js), loading the data (40_stage.js, or the single file itself). */
(function () {
  "use strict";

  const AtlasStage = (window.AtlasStage = window.AtlasStage || {});
  const { h } = AtlasStage;
  const LANGS = ["zh", "en", "both"];
  const KEYS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", n: "presenter", N: "presenter",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Home: "home", End: "end",
    b: "black", B: "black", ".": "black", f: "full", F: "full", l: "laser", L: "laser", d: "theme", D: "theme",
    t: "timer", T: "timer", g: "lang", G: "lang", e: "edit", E: "edit", q: "code", Q: "code", Enter: "live", "?": "help",
  };
  const HELP = [
    ["→ PgDn ␣", "next"], ["← PgUp", "back"], ["Home End", "home"], ["F", "full"], ["B", "black"], ["L", "laser"],
    ["D", "theme"], ["G", "lang"], ["T", "timer"], ["N", "presenter"], ["Q", "code"], ["Enter", "live"], ["E", "edit"], ["Esc", "leave"],
  ];

  const clock = (ms) => {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  };

  /** Start a story.
      data: what the server wrote (layouts/stage.py). options: mount (element), lang, scene (id), presenter (session id or ""),
      file (runs from a file?), page {live(address), leave(), place(scene)}. */
  AtlasStage.start = function (given, options) {
    const data = AtlasStage.prepare(given);
    const original = structuredClone(data.story);
    const session = options.presenter || Math.random().toString(36).slice(2, 10);
    const kept = `atlas-stage-edited ${data.story.id} ${data.story.edition}`;
    const state = { index: 0, lang: LANGS.includes(options.lang) ? options.lang : "zh", theme: "dark", black: false, begun: 0, timed: false };
    let story = data.story;

    const ui = () => (state.lang === "en" ? "en" : "zh");
    const say = (name, values) => data.fill(ui(), name, values || {});

    /* ---- building ---- */

    const said = h("div", { class: "stage-said", role: "status" });
    const told = h("div", { class: "visually-hidden", "aria-live": "polite" });
    const black = h("div", { class: "stage-black", hidden: true });
    const laser = h("div", { class: "stage-laser", hidden: true });
    const bar = h("div", { class: "stage-bar", role: "toolbar" });
    const root = h("section", { class: "atlas-stage", "data-theme": state.theme, "data-story": story.id });
    const views = [];
    let overlay = null;
    let panes = null;

    if (options.presenter) {
      root.dataset.presenter = "";
      panes = presenterPanes();
    } else {
      views.push(AtlasStage.createView(data));
      root.append(views[0].frame);
    }
    const editor = AtlasStage.createEditor(data, {
      story: () => story, original, ui, index: () => state.index,
      change: (changed, index) => {
        story = changed;
        data.story = changed;
        state.index = index;
        remember();
        draw(false);
        send(true);
      },
      close: () => act("edit"),
    });
    root.append(black, laser, bar, editor.panel, said, told);

    function presenterPanes() {
      views.push(AtlasStage.createView(data), AtlasStage.createView(data));
      const now = h("div", { class: "s-thumb" }, views[0].frame);
      const next = h("div", { class: "s-thumb s-next" }, views[1].frame);
      const parts = { time: h("span", {}), spent: h("span", { class: "s-spent" }), notes: h("div", { class: "s-notes", tabindex: "0" }), next, nextTitle: h("h2", {}), nowTitle: h("h2", {}), drive: h("div", { class: "s-drive" }), clock: h("p", { class: "s-clock" }) };
      root.append(
        h("div", { class: "s-presenter" }, parts.clock, parts.drive, h("div", {}, parts.nowTitle, now), h("div", {}, parts.nextTitle, next, parts.notes)),
      );
      return parts;
    }

    /* ---- drawing ---- */

    function draw(animate) {
      const scene = story.scenes[state.index];
      const total = story.scenes.length;
      root.dataset.theme = state.theme;
      root.dataset.lang = state.lang;
      root.dataset.scene = scene.id;
      root.lang = ui() === "zh" ? "zh-Hans" : "en";
      root.setAttribute("aria-label", story.title[ui()]);
      black.hidden = !state.black || Boolean(panes);
      views[0].show(scene, { index: state.index, total, lang: state.lang, animate });
      told.textContent = `${say("of", { n: state.index + 1, of: total })} ${scene.headline[ui()]}`;
      if (panes) drawPanes(scene, total);
      drawBar();
      tick();
      options.page.place?.(scene.id);
    }

    function drawPanes(scene, total) {
      const next = story.scenes[state.index + 1];
      panes.nowTitle.textContent = `${say("now")} · ${state.index + 1} / ${total}${state.black ? ` · ${say("black")}` : ""}`;
      panes.nextTitle.textContent = next ? say("next-scene") : say("last-scene");
      panes.next.hidden = !next;
      if (next) views[1].show(next, { index: state.index + 1, total, lang: state.lang, animate: false });
      panes.notes.textContent = "";
      panes.notes.setAttribute("aria-label", say("notes"));
      for (const note of scene.notes) panes.notes.append(h("p", {}, note[ui()]));
      for (const source of scene.sources.slice(0, 8)) panes.notes.append(h("p", { class: "s-from" }, `${source.publisher[ui()]} · ${source.title[ui()]} ${source.date}`));
      panes.drive.textContent = "";
      for (const name of ["back", "next", "black", "timer"]) panes.drive.append(button(name));
      panes.clock.textContent = "";
      panes.clock.append(h("small", {}, say("clock")), panes.time, h("small", {}, say("spent")), panes.spent);
    }

    function button(name) {
      const on = { black: state.black, laser: !laser.hidden, timer: state.timed, edit: editor.shown() }[name];
      const text = { back: "←", next: "→", theme: "◐", lang: { zh: "中", en: "EN", both: "中 EN" }[state.lang], help: "?", leave: "×" }[name] || say(name);
      return h("button", { type: "button", class: "stage-button", "data-act": name, "aria-label": say(name), title: say(name), "aria-pressed": on === undefined ? null : String(on), onclick: (event) => { act(name); event.currentTarget?.blur?.(); } }, text);
    }

    function drawBar() {
      bar.textContent = "";
      bar.hidden = Boolean(panes);
      bar.setAttribute("aria-label", say("controls"));
      const names = ["back", "next", "lang", "theme", "laser", "timer", "presenter", "live", "edit", "full", "help", "leave"];
      for (const name of names) if (name !== "leave" || !options.file) bar.append(button(name));
    }

    function tick() {
      const spent = state.begun ? clock(Date.now() - state.begun) : "00:00";
      if (!panes) views[0].setTimer(state.timed ? spent : "");
      else {
        panes.time.textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
        panes.spent.textContent = spent;
      }
    }
    setInterval(tick, 500);

    let saying = 0;
    function tell(text) {
      said.textContent = text;
      clearTimeout(saying);
      saying = setTimeout(() => (said.textContent = ""), 4500);
    }

    /* ---- what a person does ---- */

    function go(index) {
      const to = Math.max(0, Math.min(story.scenes.length - 1, index));
      const moved = to !== state.index;
      if (moved && !state.begun) state.begun = Date.now();
      state.black = false;
      state.index = to;
      draw(moved);
      send();
    }

    function act(name) {
      if (overlay && name !== "leave") closeOverlay();
      if (name === "next") return go(state.index + 1);
      if (name === "back") return go(state.index - 1);
      if (name === "home") return go(0);
      if (name === "end") return go(story.scenes.length - 1);
      if (name === "black") state.black = !state.black;
      if (name === "theme") state.theme = state.theme === "dark" ? "light" : "dark";
      if (name === "lang") state.lang = LANGS[(LANGS.indexOf(state.lang) + 1) % 3];
      if (name === "timer") {
        state.timed = !state.timed;
        if (!state.begun) state.begun = Date.now();
      }
      if (name === "laser") {
        laser.hidden = !laser.hidden;
        root.toggleAttribute("data-laser", !laser.hidden);
      }
      if (name === "full") return full();
      if (name === "presenter") return openPresenter();
      if (name === "live") return live();
      if (name === "help") return showHelp();
      if (name === "code") return showCode();
      if (name === "leave") return leave();
      if (name === "edit") {
        if (editor.shown()) editor.hide();
        else editor.open();
        return drawBar();
      }
      draw(false);
      send();
    }

    async function full() {
      if (document.fullscreenElement) return document.exitFullscreen();
      try {
        await document.documentElement.requestFullscreen();
      } catch (error) {
        tell(`${say("full")}: ${error.message}`);
      }
    }

    function live() {
      const scene = story.scenes[state.index];
      const query = new URLSearchParams({ lang: ui() });
      const address = scene.address + (scene.address.includes("?") ? "&" : "?") + query;
      options.page.live(address, () => tell(say("server-lost")));
    }

    function leave() {
      if (overlay) return closeOverlay();
      if (editor.shown()) return act("edit");
      if (state.black) return act("black");
      options.page.leave?.();
    }

    function closeOverlay() {
      overlay.remove();
      overlay = null;
    }

    function showOverlay(label, ...children) {
      overlay = h("div", { class: "stage-overlay", role: "dialog", "aria-label": label, onclick: closeOverlay }, ...children);
      root.append(overlay);
    }

    function showHelp() {
      const rows = HELP.filter(([, name]) => name !== "leave" || !options.file).flatMap(([keys, name]) => [
        h("span", {}, ...keys.split(" ").map((key) => h("kbd", {}, key))),
        h("span", {}, say(`${name}-long`)),
      ]);
      showOverlay(say("help"), h("div", { class: "stage-card" }, h("h2", {}, say("help")), h("div", { class: "stage-keys" }, ...rows)));
    }

    function showCode() {
      const code = data.codeOf(story.scenes[state.index].address, state.lang);
      if (code) showOverlay(say("code"), h("div", { class: "code-large" }, AtlasStage.code(code)));
      else tell(say("no-code"));
    }

    /* ---- presenter's window: both windows tell each other their state ---- */

    const windows = new Set(window.opener && options.presenter ? [window.opener] : []);
    const channel = "BroadcastChannel" in window ? new BroadcastChannel(`atlas-stage-${session}`) : null;
    const target = options.file ? "*" : window.location.origin;

    function send(withStory) {
      const { index, lang, theme, black: dark, begun, timed } = state;
      post({ stage: session, kind: "state", state: { index, lang, theme, black: dark, begun, timed }, story: withStory ? story : undefined });
    }

    function post(message) {
      channel?.postMessage(message);
      for (const one of windows) {
        if (one.closed) windows.delete(one);
        else one.postMessage(message, target);
      }
    }

    let last = "";
    function receive(message) {
      if (!message || message.stage !== session) return;
      if (message.kind === "hello" && !options.presenter) return send(true);
      if (message.kind !== "state") return;
      const key = JSON.stringify([message.state, message.story ? message.story.scenes.length : 0]);
      if (key === last && !message.story) return; // the same word by both ways
      last = key;
      if (message.story) {
        story = message.story;
        data.story = story;
      }
      const moved = message.state.index !== state.index;
      Object.assign(state, message.state);
      state.index = Math.min(state.index, story.scenes.length - 1);
      draw(moved);
    }
    channel?.addEventListener("message", (event) => receive(event.data));
    window.addEventListener("message", (event) => {
      if (windows.has(event.source) && (options.file || event.origin === window.location.origin)) receive(event.data);
    });

    function openPresenter() {
      const address = options.page.presenterAddress(session, story.scenes[state.index].id, ui());
      const opened = window.open(address, `atlas-presenter-${session}`, "popup,width=1280,height=760");
      if (opened) windows.add(opened);
      else tell(say("no-window"));
    }

    /* ---- keeping an edited story while the tab is open ---- */

    function remember() {
      if (options.file) return;
      sessionStorage.setItem(kept, JSON.stringify(story));
    }

    function recall() {
      const text = options.file ? null : sessionStorage.getItem(kept);
      if (!text) return;
      try {
        story = AtlasStage.readStory(text, data, ui());
        data.story = story;
      } catch (error) {
        sessionStorage.removeItem(kept);
        tell(error.message);
      }
    }

    /** Have every character of the story at hand before a server can be lost. */
    async function gatherFonts() {
      const all = JSON.stringify([story, data.texts, data.boundary, Object.values(data.outlines).map((level) => Object.values(level).map((region) => region.name))]);
      const characters = [...new Set(all)].join("");
      const sans = getComputedStyle(root).fontFamily;
      const serif = getComputedStyle(root).getPropertyValue("--font-serif") || sans;
      await Promise.all([`400 28px ${sans}`, `700 28px ${sans}`, `700 28px ${serif}`].map((font) => document.fonts.load(font, characters)));
      views.forEach((view) => view.refit());
      root.dataset.ready = "";
    }

    /* ---- keys and pointer ---- */

    window.addEventListener(
      "keydown",
      (event) => {
        if (root.hidden || !root.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
        const typing = event.target.matches?.("input, select, textarea");
        const name = event.key === "Escape" ? "leave" : event.shiftKey && event.key === " " ? "back" : KEYS[event.key];
        if (!name || (typing && name !== "leave")) return;
        if ((event.key === "Enter" || event.key === " ") && event.target.closest?.("button, a, [role=dialog] *")) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat || name === "next" || name === "back") act(name);
      },
      true,
    );

    let resting = 0;
    root.addEventListener("pointermove", (event) => {
      // While the pointer points, the controls come only where they are looked for.
      if (laser.hidden || event.clientY < window.innerHeight * 0.1) root.dataset.active = "";
      delete root.dataset.idle;
      clearTimeout(resting);
      resting = setTimeout(() => {
        delete root.dataset.active;
        root.dataset.idle = "";
      }, 2500);
      if (!laser.hidden) laser.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`;
    });
    root.addEventListener("click", (event) => {
      if (event.target.closest("button, input, select, a, .stage-edit, .stage-overlay, .map-card, .s-presenter")) return;
      if (event.target.closest(".scene-code")) return act("code");
      if (!panes && event.clientX > window.innerWidth * 0.96) go(state.index + 1);
    });
    let touched = null;
    root.addEventListener("touchstart", (event) => (touched = event.touches.length === 1 ? [event.touches[0].clientX, event.touches[0].clientY] : null), { passive: true });
    root.addEventListener("touchend", (event) => {
      if (!touched) return;
      const [dx, dy] = [event.changedTouches[0].clientX - touched[0], event.changedTouches[0].clientY - touched[1]];
      if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) go(state.index + (dx < 0 ? 1 : -1));
    });
    window.addEventListener("resize", () => views.forEach((view) => view.refit()));

    /* ---- begin ---- */

    recall();
    const named = story.scenes.findIndex((scene) => scene.id === options.scene);
    state.index = named >= 0 ? named : Math.max(0, Math.min(story.scenes.length - 1, (parseInt(options.scene, 10) || 1) - 1));
    options.mount.append(root);
    draw(false);
    gatherFonts();
    if (options.presenter) post({ stage: session, kind: "hello" });
    root.tabIndex = -1;
    root.focus({ preventScroll: true });

    return {
      root,
      id: data.story.id,
      sceneId: () => story.scenes[state.index].id,
      show(scene) {
        root.hidden = false;
        const at = story.scenes.findIndex((one) => one.id === scene);
        if (at >= 0 && at !== state.index) {
          state.index = at;
          send();
        }
        draw(false);
        root.focus({ preventScroll: true });
      },
      hide: () => (root.hidden = true),
    };
  };
})();
