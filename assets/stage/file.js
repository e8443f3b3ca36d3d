/* Stories as files: checked against the schema that comes with the page, saved, loaded. A file is data: nothing of it is
   ever taken for HTML or script. Not here: the panel (edit.js). */
(function () {
  "use strict";

  const AtlasStage = (window.AtlasStage = window.AtlasStage || {});
  const MOST = 2000000;

  const typeOf = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

  /** First fault of a value against a JSON schema, as [place, expected, found]; null when there is none. */
  function fault(schema, value, place, root) {
    if (schema.$ref) return fault(root.$defs[schema.$ref.split("/").pop()], value, place, root);
    if (schema.anyOf) {
      const faults = schema.anyOf.map((one) => fault(one, value, place, root));
      return faults.includes(null) ? null : faults.find((f) => f[0] !== place) || faults[0];
    }
    const found = typeOf(value);
    const show = () => (typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : found);
    if ("const" in schema && value !== schema.const) return [place, JSON.stringify(schema.const), show()];
    if (schema.enum && !schema.enum.includes(value)) return [place, schema.enum.join(" | "), show()];
    if (schema.type === "integer" && !Number.isInteger(value)) return [place, "integer", show()];
    if (schema.type && schema.type !== "integer" && schema.type !== found) return [place, schema.type, show()];
    if (found === "number") {
      if (!Number.isFinite(value)) return [place, "number", show()];
      if (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)) return [place, `${schema.minimum} … ${schema.maximum}`, String(value)];
    }
    if (found === "string") {
      if (value.length > (schema.maxLength ?? Infinity) || value.length < (schema.minLength ?? 0)) return [place, `${schema.minLength ?? 0} … ${schema.maxLength}`, `${value.length}`];
      if (schema.pattern && !new RegExp(schema.pattern, "u").test(value)) return [place, schema.pattern, show()];
    }
    if (found === "array") {
      if (value.length > (schema.maxItems ?? Infinity) || value.length < (schema.minItems ?? 0)) return [place, `${schema.minItems ?? 0} … ${schema.maxItems}`, `${value.length}`];
      for (let i = 0; i < value.length; i += 1) {
        const inner = schema.prefixItems ? schema.prefixItems[i] : schema.items;
        const f = inner && fault(inner, value[i], `${place}[${i}]`, root);
        if (f) return f;
      }
    }
    if (found === "object") {
      const known = schema.properties || {};
      for (const name of schema.required || []) if (!(name in value)) return [`${place}.${name}`, "…", "—"];
      for (const [name, inner] of Object.entries(value)) {
        if (!Object.hasOwn(known, name)) {
          if (schema.additionalProperties === false) return [`${place}.${name.slice(0, 40)}`, "—", "…"];
          continue;
        }
        const f = fault(known[name], inner, `${place}.${name}`, root);
        if (f) return f;
      }
    }
    return null;
  }

  /** Fill in what the schema has defaults for, so that the player finds every field. */
  function complete(schema, value, root) {
    if (schema.$ref) return complete(root.$defs[schema.$ref.split("/").pop()], value, root);
    if (schema.anyOf) {
      const fits = schema.anyOf.find((one) => fault(one, value, "", root) === null);
      return fits ? complete(fits, value, root) : value;
    }
    if (Array.isArray(value)) return value.map((inner, i) => complete(schema.prefixItems ? schema.prefixItems[i] : schema.items || {}, inner, root));
    if (typeOf(value) !== "object") return value;
    const full = {};
    for (const [name, inner] of Object.entries(schema.properties || {})) {
      if (Object.hasOwn(value, name)) full[name] = complete(inner, value[name], root);
      else if ("default" in inner) full[name] = structuredClone(inner.default);
    }
    return full;
  }

  /** Read a story; throws an Error whose message says where, what was expected, what was found. */
  AtlasStage.readStory = function (text, data, lang) {
    const say = (values) => new Error(data.fill(lang, "file-fault", values));
    if (text.length > MOST) throw say({ place: "—", expected: `≤ ${MOST}`, found: `${text.length}` });
    let value;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw say({ place: "—", expected: "JSON", found: String(error.message).slice(0, 80) });
    }
    const found = fault(data.schema, value, "story", data.schema);
    if (found) throw say({ place: found[0], expected: found[1].slice(0, 80), found: found[2] });
    const ids = value.scenes.map((scene) => scene.id);
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice) throw say({ place: "story.scenes", expected: "1 ×", found: `2 × ${twice}` });
    return complete(data.schema, value, data.schema);
  };

  function download(name, type, content) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  AtlasStage.saveStory = (story) => download(`story-${story.id}.json`, "application/json", JSON.stringify(story, null, 1));
})();
