/* Draws a scene into a frame: texts, number, points, bars, ladder, list, code; and makes the type fit.
   Not here: the map (map.js), keys and state (player.js). Everything is set as text or attribute, never as HTML. */
(function () {
  "use strict";

  const AtlasStage = (window.AtlasStage = window.AtlasStage || {});
  const HTML_LANG = { zh: "zh-Hans", en: "en" };
  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** An element: h("p", {class: "x"}, "text", child, …); null children are left out. */
  function h(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }
  AtlasStage.h = h;

  const first = (lang) => (lang === "en" ? "en" : "zh");
  const has = (text) => Boolean(text && (text.zh || text.en));

  const HAN = /\p{Script=Han}/u;
  const TOGETHER = /(\d[\d.,]*%?) (?=[\p{L}])/gu; // a number and its unit
  const MONEY = /\b(CNY|USD) (?=(bn|m|thousand)\b)/g;
  const ASIDE = /[(（][^()（）]{1,16}[)）]|“[^“”]{1,16}”/g; // a short bracket, such as a period; a short name in quotes
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  const glued = (text) => text.replaceAll(" – ", "\u00a0– ").replace(TOGETHER, "$1\u00a0").replace(MONEY, "$1\u00a0").replace(ASIDE, (found) => found.replaceAll(" ", "\u00a0").replaceAll("–", "–\u2060"));

  // Words of this subject that the browser's dictionary takes apart.
  const WORDS = /三个一批|强在哪里|地区生产总值|总投资|签约|招商|引资|推介会|项目数|产业链|开发区|示范区|产业类|专业镇|大数据|链主|链上|长板|人均|占比/g;
  const LINKS = "与和及或是在";
  const SUFFIXES = "的了里着过们个年月日";

  /** The words of a Chinese text: those of the subject, else the browser's, its lone characters in pairs. */
  function split(text) {
    const found = [];
    const plain = (part) => {
      let alone = "";
      for (const { segment } of segmenter.segment(part)) {
        const lone = [...segment].length === 1 && HAN.test(segment) && !LINKS.includes(segment) && !SUFFIXES.includes(segment);
        if (lone && alone) {
          found[found.length - 1] += segment;
          alone = "";
        } else {
          found.push(segment);
          alone = lone ? segment : "";
        }
      }
    };
    let from = 0;
    for (const { 0: word, index } of text.matchAll(WORDS)) {
      plain(text.slice(from, index));
      found.push(word);
      from = index + word.length;
    }
    plain(text.slice(from));
    return found;
  }

  /** Chinese that breaks between words only (the style sheet keeps all else together): never inside “…”, never before or
      after a lone character (but before 与 and 是, after 的), never between a number and what it counts. */
  function broken(text) {
    if (!segmenter || !HAN.test(text)) return [text];
    const nodes = [];
    let held = "";
    let inside = 0;
    let last = "";
    for (const word of split(text)) {
      const mayBegin = [...word].length > 1 || LINKS.includes(word);
      const mayEnd = [...last].length > 1 || SUFFIXES.includes(last);
      last = word;
      if (held && !inside && HAN.test(held.at(-1)) && HAN.test(word[0]) && mayBegin && mayEnd) {
        nodes.push(held, document.createElement("wbr"));
        held = "";
      }
      held += word;
      for (const sign of word) inside = Math.max(0, inside + (sign === "“" ? 1 : sign === "”" ? -1 : 0));
    }
    nodes.push(held);
    return nodes;
  }

  /** The text in the language of the stage; with both, English under (or after) the Chinese. */
  function words(text, lang, between) {
    const own = glued(text[first(lang)]);
    const nodes = lang === "en" ? [own] : broken(own);
    if (lang === "both" && text.en && text.en !== text.zh) nodes.push(h("span", { class: "s-second", lang: "en" }, (between || "") + glued(text.en)));
    return nodes;
  }

  const traced = (number) => ({ "data-figure": number.reference, "data-source": number.source.replaceAll(";", " ") });

  /** What stands before a number and behind it: English writes the currency first (layouts/numbers.py). */
  function around(number, lang) {
    const unit = number.unit[lang];
    if (lang === "zh") return ["", unit];
    if (unit === "rank") return ["No.", ""];
    const [, currency, rest] = unit.match(/^(CNY|USD)(?: (.*))?$/) || ["", "", unit];
    if (number.text.en !== "1") return [currency, rest || ""];
    return [currency, rest === "people" ? "person" : (rest || "").replace(/ies$/, "y").replace(/([a-rt-z])s$/, "$1")];
  }

  function printed(number, lang) {
    const [before, behind] = around(number, lang);
    return `${number.said[lang] ? `${number.said[lang]} ` : ""}${before ? `${before} ` : ""}${number.text[lang]}${!behind || behind === "%" ? "" : " "}${behind}`;
  }

  const length = (text, long, veryLong) => (text.length > veryLong ? "very-long" : text.length > long ? "long" : "short");

  /** A code as SVG from its modules (rows of bits in base64). */
  AtlasStage.code = function (code) {
    if (!code) return null;
    const [size, bits] = code;
    const bytes = Uint8Array.from(atob(bits), (c) => c.charCodeAt(0));
    let d = "";
    for (let i = 0; i < size * size; i += 1) if ((bytes[i >> 3] >> (7 - (i & 7))) & 1) d += `M${i % size} ${Math.floor(i / size)}h1v1h-1z`;
    const root = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    root.setAttribute("viewBox", `0 0 ${size} ${size}`);
    root.setAttribute("shape-rendering", "crispEdges");
    root.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d);
    path.setAttribute("fill", "#0F1318");
    root.append(path);
    return root;
  };

  function lead(scene, lang) {
    if (!scene.lead) return [];
    const number = scene.lead;
    const own = first(lang);
    const digits = number.text[own];
    const [before, behind] = around(number, own);
    const line = h(
      "p",
      { class: "scene-lead", ...traced(number) },
      number.said[own] || before ? h("span", { class: "s-said" }, [number.said[own], before].filter(Boolean).join(" ")) : null,
      h("span", { class: "s-digits", "data-length": digits.length > 7 ? "long" : "short" }, digits),
      behind ? h("span", { class: "s-unit" }, behind) : null,
    );
    return [line];
  }

  /** What the number counts; with both languages the English number stands in the English line. */
  function leadLabel(scene, lang) {
    const label = { ...scene.lead_label };
    if (lang === "both" && scene.lead && printed(scene.lead, "en") !== printed(scene.lead, "zh")) label.en = [printed(scene.lead, "en"), label.en].filter(Boolean).join(" · ");
    return label;
  }

  /** What a drawing's label says beyond the line under the number: unit and scope. */
  function unsaid(scene) {
    const rest = (lang) => {
      const said = new Set(scene.lead_label[lang].split(" · "));
      return scene.label[lang].split(" · ").filter((part) => !said.has(part)).join(" · ");
    };
    return { zh: rest("zh"), en: rest("en") };
  }

  function key(scene, lang, data) {
    const spec = scene.map;
    const marks = spec ? spec.marks : [];
    const left = scene.kind === "ladder" ? scene.label : unsaid(scene);
    const label = has(left) ? h("p", {}, ...words(left, lang, scene.kind === "map" ? " · " : "")) : null;
    const rows = (spec ? spec.legend : []).map(([tone, text]) =>
      h("li", {}, h("span", { class: "s-swatch", "data-class": tone }), h("span", {}, text[first(lang)])),
    );
    for (const state of ["not-published", "not-comparable"]) {
      if (marks.some((mark) => mark.state === state))
        rows.push(h("li", {}, h("span", { class: "s-swatch", "data-state": state }), h("span", {}, ...words(data.say(state), lang, " "))));
    }
    const boundary = spec ? h("p", { class: "s-boundary" }, data.boundary[first(lang)]) : null;
    if (!label && !rows.length && !boundary) return null;
    return h("div", { class: "scene-key" }, label, rows.length ? h("ul", {}, ...rows) : null, boundary);
  }

  function text(scene, lang, data) {
    const own = first(lang);
    const limits = own === "zh" ? [13, 22] : [30, 52];
    const headline = h(
      "h2",
      { class: "scene-headline", "data-length": length(scene.headline[own], ...limits), tabindex: "-1" },
      ...words(scene.headline, lang),
    );
    const points = scene.points.map((point) =>
      h(
        "li",
        point.reference ? { "data-figure": point.reference, "data-source": point.source.replaceAll(";", " ") } : {},
        ...words(point.text, lang),
      ),
    );
    const parts = [
      h("p", { class: "scene-kicker", "data-long": 2 * scene.kicker.zh.length + scene.kicker.en.length > 44 }, ...words(scene.kicker, lang, " · ")),
      headline,
      ...lead(scene, lang),
      has(scene.lead_label) ? h("p", { class: "scene-lead-label" }, ...words(leadLabel(scene, lang), lang)) : null,
      points.length ? h("ul", { class: "scene-points" }, ...points) : null,
      ["map", "title"].includes(scene.kind) ? key(scene, lang, data) : null,
    ].filter(Boolean);
    parts.forEach((part, i) => part.style.setProperty("--i", i));
    return h("div", { class: "scene-text" }, ...parts);
  }

  function bars(scene, lang, data, move) {
    // The bar the scene is about stands out; without one, the first and those level with it.
    const most = scene.bars.find((bar) => bar.number)?.share;
    const about = scene.bars.some((bar) => bar.strong);
    const leads = (bar) => (about ? bar.strong : Boolean(bar.number) && bar.share === most);
    const rows = scene.bars.map((bar) =>
      h(
        "li",
        { class: `s-bar-row${bar.strong ? " s-strong" : ""}${leads(bar) ? " s-leads" : ""}`, "data-region": bar.code, "data-state": bar.number ? null : "not-published" },
        h("span", { class: "s-name" }, ...words(bar.label, lang)),
        h(
          "span",
          { class: "s-bar-track" },
          bar.number
            ? h("span", { class: "s-bar-fill", style: `width:${(bar.share * 100).toFixed(1)}%` })
            : h("span", { class: "s-bar-none" }, h("span", { class: "s-bar-blank" }), data.say("not-published")[first(lang)]),
        ),
        bar.number ? h("span", { class: "s-value", ...traced(bar.number) }, bar.number.text[first(lang)]) : null,
      ),
    );
    const list = h("ol", { class: "s-bars", "data-lang": lang }, ...rows);
    if (move && !still()) intoOrder(list, scene.bars);
    return list;
  }

  /** Rows begin in the order of their codes and move to their ranks: the order is seen to come about. */
  function intoOrder(list, data) {
    requestAnimationFrame(() => {
      const rows = [...list.children];
      if (rows.length < 3) return;
      const tops = rows.map((row) => row.offsetTop);
      const byCode = data.map((bar, i) => [bar.code, i]).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, i]) => i);
      byCode.forEach((rank, at) => {
        rows[rank].style.transition = "none";
        rows[rank].style.transform = `translateY(${tops[at] - tops[rank]}px)`;
      });
      void list.offsetHeight;
      setTimeout(() => {
        for (const row of rows) {
          row.style.transition = "";
          row.style.transform = "";
        }
      }, 450);
    });
  }

  function ladder(scene, lang) {
    const rows = scene.rungs.map((rung) =>
      h(
        "li",
        { class: "s-rung" },
        h(
          "div",
          { class: "s-rung-head" },
          h("span", { class: "s-name" }, ...words(rung.label, lang, " ")),
          h(
            "span",
            {},
            ...[rung.count, rung.amount].filter(Boolean).map((number) => h("span", { class: "s-value", ...traced(number) }, printed(number, first(lang)))),
          ),
        ),
        rung.count
          ? h("span", { class: "s-bar-track", style: "display:block" }, h("span", { class: "s-bar-fill", "data-rung": rung.rung, style: `width:${(rung.share * 100).toFixed(1)}%` }))
          : null,
      ),
    );
    return h("ol", { class: "s-rungs" }, ...rows);
  }

  function amount(number, lang) {
    const [before, behind] = around(number, lang);
    const small = (text) => (text ? h("span", { class: "s-unit" }, text) : null);
    return h("span", { class: "s-value", ...traced(number) }, small(before), number.text[lang], small(behind));
  }

  function items(scene, lang) {
    const rows = scene.items;
    const bare = rows.every((item) => !has(item.detail) && !item.number);
    const short = !bare && rows.length > 7;
    // With both languages and room for one line of English: title and detail together under the Chinese ones.
    const own = lang === "both" && !short && !bare ? "zh" : lang;
    const nodes = rows.map((item, i) => {
      const node = h(
        "li",
        { class: "s-item" },
        h("span", { class: "s-title" }, ...words(item.title, own)),
        has(item.detail) ? h("span", { class: "s-detail" }, ...words(item.detail, own)) : null,
        item.number
          ? amount(item.number, first(lang))
          : null,
        own !== lang ? h("span", { class: "s-detail s-second s-whole", lang: "en" }, glued(item.title.en), item.detail.en ? h("span", { class: "s-more" }, glued(` · ${item.detail.en}`)) : null) : null,
      );
      node.style.setProperty("--i", i + 2);
      return node;
    });
    const list = h("ol", { class: "s-items", "data-many": bare && rows.length > 8, "data-short": short, "data-lang": lang }, ...nodes);
    list.style.setProperty("--rows", Math.ceil(rows.length / 2));
    list.toggleAttribute("data-few", rows.length < 4);
    return list;
  }

  function chart(scene, lang, data, move) {
    if (scene.kind === "bars") return h("div", { class: "scene-chart" }, key(scene, lang, data), bars(scene, lang, data, move));
    if (scene.kind === "ladder") return h("div", { class: "scene-chart" }, ladder(scene, lang), key(scene, lang, data));
    if (scene.kind === "list") return h("div", { class: "scene-chart" }, items(scene, lang));
    return null;
  }

  /** The largest type at which a box holds its content. Before type becomes small, what is said twice gives way: gaps, the
      second language of details and keys; when even the least type is too large, the last points or rows (stage.css). */
  const STEPS = [[0, 1, 0.7], [1, 0.75, 0.65], [2, 0.8, 0.55], [3, 0.9, 0.35], [4, 1, 0.35], [5, 1, 0.35]];

  /** `most` over 1: a drawing of few rows grows until it fills its box. */
  function fit(box, most) {
    if (!box) return;
    for (const [tight, usual, least] of STEPS) {
      const largest = tight ? usual : most || usual;
      if (tight) box.dataset.tight = tight;
      else delete box.dataset.tight;
      for (let size = largest; size > least - 0.01; size -= 0.05) {
        box.style.setProperty("--fit", size.toFixed(2));
        if (box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1) return;
      }
    }
  }

  /** The longest form of the source line that has room. */
  function sourceLine(node, scene, lang, data) {
    const own = first(lang);
    const names = [...new Set(scene.sources.map((source) => source.publisher[own]))];
    const shortest = [...names].sort((a, b) => a.length - b.length)[0];
    node.textContent = "";
    if (!names.length) return;
    const intro = lang === "both" ? `${data.texts.zh.source} ${data.texts.en.source}` : data.texts[own].source;
    const tries = [];
    for (const n of [3, 2, 1]) {
      const some = names.slice(0, n).join(own === "zh" ? "、" : ", ");
      const rest = names.length > n ? data.fill(own, "and-more", { n: names.length - n }) : "";
      tries.push(`${intro}${own === "zh" ? "：" : ": "}${some}${rest}`);
    }
    tries.push(`${intro}${own === "zh" ? "：" : ": "}${shortest}${names.length > 1 ? data.fill(own, "and-more", { n: names.length - 1 }) : ""}`);
    const publisher = shortest.replace(/\s*[(（].*$/, ""); // without who reprinted it; the notes have the whole name
    if (publisher) tries.push(`${intro}${own === "zh" ? "：" : ": "}${publisher}${names.length > 1 ? data.fill(own, "and-more", { n: names.length - 1 }) : ""}`);
    tries.push(data.fill(own, "sources-count", { n: names.length }));
    for (const attempt of tries) {
      node.textContent = attempt;
      if (node.scrollWidth <= node.clientWidth + 1) return;
    }
  }

  /** What scenes ask of the data: texts, codes, names of sources. */
  AtlasStage.prepare = function (data) {
    data.fill = (lang, name, values) => (data.texts[lang][name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
    data.say = (name) => ({ zh: data.texts.zh[name], en: data.texts.en[name] });
    data.codeOf = (address, lang) => data.codes[`${lang === "en" ? "en" : "zh"} ${address}`] || null;
    data.sourceNames = (ids, lang) => {
      const wanted = new Set(ids.split(";"));
      const names = new Set();
      for (const scene of data.story.scenes) for (const one of scene.sources) if (wanted.has(one.source_id)) names.add(one.publisher[lang]);
      return [...names].slice(0, 2).join(lang === "zh" ? "、" : ", ");
    };
    return data;
  };

  /** A frame that shows scenes; the map stays in it from scene to scene. */
  AtlasStage.createView = function (data) {
    const map = AtlasStage.createMap(data);
    const body = h("div", { class: "scene-body" });
    const panel = h("div", { class: "scene-panel" });
    const count = h("span", { class: "scene-count" });
    const timer = h("span", { class: "scene-timer" });
    const done = h("span", {});
    const source = h("span", { class: "scene-source" });
    const code = h("span", { class: "scene-code" });
    const foot = h("div", { class: "scene-foot" }, count, timer, h("span", { class: "scene-progress", "aria-hidden": "true" }, done), source, code);
    const frame = h("div", { class: "scene-frame" }, body, foot);
    panel.append(map.root);
    let now = null;

    function refit() {
      if (!now || !frame.isConnected) return;
      sourceLine(source, now.scene, now.lang, data);
      fit(body.querySelector(".scene-text"));
      fit(panel.querySelector(".scene-chart"), 1.6);
    }

    function show(scene, { index, total, lang, animate }) {
      const same = now && now.scene === scene;
      now = { scene, lang };
      frame.dataset.kind = scene.kind;
      frame.dataset.scene = scene.id;
      // A list without a number of its own has the whole width: two columns under its headline.
      const wide = scene.kind === "list" && !scene.lead && !scene.points.length && (lang !== "both" || scene.items.length < 9);
      frame.toggleAttribute("data-wide", wide);
      frame.lang = HTML_LANG[first(lang)];
      frame.toggleAttribute("data-move", Boolean(animate && !same));
      panel.querySelectorAll(".scene-chart, .code-large, .code-address").forEach((node) => node.remove());
      body.querySelector(".scene-text")?.remove();
      const drawn = chart(scene, lang, data, animate && !same);
      if (drawn) panel.append(drawn);
      body.append(text(scene, lang, data), panel);
      const qr = data.codeOf(scene.address, lang);
      code.textContent = "";
      if (qr && scene.kind === "closing") {
        panel.append(h("div", { class: "code-large", role: "img", "aria-label": data.texts[first(lang)].code }, AtlasStage.code(qr)));
        panel.append(h("p", { class: "code-address" }, data.origin + scene.address));
      } else if (qr) code.append(AtlasStage.code(qr));
      if (scene.map) map.show(scene.map, lang, Boolean(animate) && now !== null);
      count.textContent = `${String(index + 1).padStart(2, "0")} / ${String(total).padStart(2, "0")}`;
      done.style.transform = `scaleX(${(index + 1) / total})`;
      refit();
    }

    document.fonts?.addEventListener?.("loadingdone", refit);
    return { frame, show, refit, setTimer: (value) => (timer.textContent = value) };
  };
})();
