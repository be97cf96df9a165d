// Builds the theme: one style sheet and its mirror for right to left, two font files, three small scripts and the mark,
// into build/static/alongside/.
// Needs node and node_modules only; it makes no request.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const room = dirname(fileURLToPath(import.meta.url));
const root = resolve(room, "../../../..");
const modules = join(root, "node_modules");
const out = join(root, "build/static/alongside");

if (!existsSync(join(modules, "govuk-frontend"))) {
  console.error("node_modules is missing. Run: npm ci");
  process.exit(1);
}
const sass = await import("sass");
const { default: rtlcss } = await import("rtlcss");

const REM = 16;

/** Sizes of type in px become rem, so that a reader's own text size is obeyed. */
function typeInRem(css) {
  const rem = (px) => `${+(Number(px) / REM).toFixed(4)}rem`;
  return css
    .replace(/(font-size|line-height):(\d*\.?\d+)px/g, (_, property, px) => `${property}:${rem(px)}`)
    .replace(/font:(\d+) (\d*\.?\d+)px\/(\d*\.?\d+)px/g, (_, weight, size, line) => `font:${weight} ${rem(size)}/${rem(line)}`);
}

const css = typeInRem(
  sass.compile(join(room, "styles/alongside.scss"), {
    loadPaths: [modules],
    style: "compressed",
    quietDeps: true,
  }).css,
);

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "fonts"), { recursive: true });
writeFileSync(join(out, "alongside.css"), css);
// Languages written from right to left have the same page in a mirror.
writeFileSync(join(out, "alongside-rtl.css"), rtlcss.process(css));

const font = join(modules, "@fontsource-variable/atkinson-hyperlegible-next");
for (const subset of ["latin", "latin-ext"]) {
  const name = `atkinson-hyperlegible-next-${subset}-wght-normal.woff2`;
  cpSync(join(font, "files", name), join(out, "fonts", name));
}
cpSync(join(font, "LICENSE"), join(out, "fonts/LICENSE"));

/** A browser needs the code, not the notes to those who write it; licences stay with the packages. */
const bare = (js) => js.replace(/^\s*\/\*\*[\s\S]*?\*\/\s*$/gm, "").replace(/^\/\/# sourceMappingURL.*$/gm, "").replace(/\n{2,}/g, "\n");
const govuk = join(modules, "govuk-frontend/dist/govuk/components");
for (const name of ["exit-this-page", "error-summary"]) {
  writeFileSync(join(out, `${name}.js`), bare(readFileSync(join(govuk, name, `${name}.bundle.mjs`), "utf8")));
}
for (const name of ["alongside.js", "keys.js"]) cpSync(join(room, "scripts", name), join(out, name));
for (const name of ["mark.svg"]) cpSync(join(room, "pictures", name), join(out, name));

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`alongside.css ${kb(css.length)}, ${kb(gzipSync(css, { level: 9 }).length)} compressed -> build/static/alongside`);
