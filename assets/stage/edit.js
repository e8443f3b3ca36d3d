/* Editing a story: add, remove, reorder, retitle scenes; save and load. Works on a copy; the player shows it at once.
   Not here: the file form (file.js). */
(function () {
  "use strict";

  const AtlasStage = (window.AtlasStage = window.AtlasStage || {});
  const { h } = AtlasStage;

  /** A panel for a story. `player` has story(), original, lang(), index(), change(story, index), close(). */
  AtlasStage.createEditor = function (data, player) {
    const panel = h("section", { class: "stage-edit", role: "dialog", hidden: true });
    const say = (name, values) => data.fill(player.ui(), name, values || {});
    let problem = "";

    function apply(scenes, index, focus) {
      problem = "";
      player.change({ ...player.story(), scenes }, Math.max(0, Math.min(index, scenes.length - 1)));
      draw();
      if (focus) panel.querySelector(focus)?.focus();
    }

    function move(from, to) {
      const scenes = [...player.story().scenes];
      const [scene] = scenes.splice(from, 1);
      scenes.splice(to, 0, scene);
      apply(scenes, to, `[data-row="${to}"] [data-move="${to < from ? "up" : "down"}"]:not(:disabled), [data-row="${to}"] button`);
    }

    function retitle(at, lang, value) {
      const scenes = player.story().scenes.map((scene, i) => (i === at ? { ...scene, headline: { ...scene.headline, [lang]: value } } : scene));
      problem = "";
      player.change({ ...player.story(), scenes }, at);
    }

    function fresh() {
      const ids = new Set(player.story().scenes.map((scene) => scene.id));
      let n = 1;
      while (ids.has(`own-${n}`)) n += 1;
      const closing = player.original.scenes[0];
      const empty = { zh: "", en: "" };
      return {
        id: `own-${n}`, kind: "title", address: closing.address, kicker: closing.kicker,
        headline: { zh: data.texts.zh["new-scene"], en: data.texts.en["new-scene"] },
        lead: null, lead_label: empty, points: [], sources: [], notes: [], label: empty, map: closing.map, bars: [], rungs: [], items: [],
      };
    }

    function add(value) {
      const at = player.index() + 1;
      const scene = value === "" ? fresh() : player.original.scenes.find((one) => one.id === value);
      const scenes = [...player.story().scenes];
      scenes.splice(at, 0, scene);
      apply(scenes, at, `[data-row="${at}"] input`);
    }

    async function load(file) {
      if (!file) return;
      try {
        const story = AtlasStage.readStory(await file.text(), data, player.ui());
        problem = "";
        player.change(story, 0);
      } catch (error) {
        problem = error.message;
      }
      draw();
    }

    function row(scene, i, all) {
      const button = (name, label, act, off) =>
        h("button", { type: "button", class: "stage-button", "data-move": name, "aria-label": `${label} ${i + 1}`, title: label, disabled: off, onclick: act }, { up: "↑", down: "↓", remove: "×" }[name]);
      const input = (lang) =>
        h("input", {
          value: scene.headline[lang], maxlength: 200, lang: lang === "zh" ? "zh-Hans" : "en", "data-lang": lang,
          "aria-label": `${say(lang === "zh" ? "title-zh" : "title-en")} ${i + 1}`, oninput: (event) => retitle(i, lang, event.target.value),
        });
      return h(
        "li",
        { class: "edit-row", "data-row": i, "aria-current": i === player.index() },
        h("span", { class: "s-number" }, String(i + 1)),
        h("div", {}, input("zh"), input("en")),
        h(
          "div",
          { class: "s-moves" },
          button("up", say("move-up"), () => move(i, i - 1), i === 0),
          button("down", say("move-down"), () => move(i, i + 1), i === all.length - 1),
          button("remove", say("remove"), () => apply(all.filter((_, k) => k !== i), Math.min(player.index(), all.length - 2), `[data-row="${Math.max(0, i - 1)}"] input`), all.length === 1),
        ),
      );
    }

    function draw() {
      const story = player.story();
      const have = new Set(story.scenes.map((scene) => scene.id));
      const absent = player.original.scenes.filter((scene) => !have.has(scene.id));
      const file = h("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: (event) => load(event.target.files[0]) });
      const choose = h(
        "select",
        { "aria-label": say("add") },
        h("option", { value: "" }, say("new-scene")),
        ...absent.map((scene) => h("option", { value: scene.id }, scene.headline[player.ui()])),
      );
      panel.textContent = "";
      panel.setAttribute("aria-label", say("edit"));
      panel.append(
        h("h2", {}, say("edit")),
        h(
          "div",
          { class: "edit-tools" },
          h("button", { type: "button", class: "stage-button s-primary", "data-edit": "save", onclick: () => AtlasStage.saveStory(player.story()) }, say("save")),
          h("button", { type: "button", class: "stage-button", "data-edit": "load", onclick: () => file.click() }, say("load")),
          h("button", { type: "button", class: "stage-button", "data-edit": "reset", onclick: () => { problem = ""; player.change(structuredClone(player.original), 0); draw(); } }, say("reset")),
          h("button", { type: "button", class: "stage-button", "data-edit": "close", onclick: player.close }, say("close")),
          file,
        ),
        h("p", { class: "edit-problem", role: "alert" }, problem),
        h("div", { class: "edit-tools" }, choose, h("button", { type: "button", class: "stage-button", "data-edit": "add", disabled: story.scenes.length >= 60, onclick: () => add(choose.value) }, say("add"))),
        h("ol", {}, ...story.scenes.map(row)),
      );
    }

    return {
      panel,
      open() {
        draw();
        panel.hidden = false;
        panel.querySelector("button").focus();
      },
      hide: () => (panel.hidden = true),
      shown: () => !panel.hidden,
    };
  };
})();
