import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin, type Rollup } from "vite";

const OUT = resolve(import.meta.dirname, "../src/upperback/web/static");
const WASM_FILES = ["vision_wasm_module_internal.js", "vision_wasm_module_internal.wasm"];
const wasmFolder = join(
  dirname(createRequire(import.meta.url).resolve("@mediapipe/tasks-vision")),
  "wasm",
);

/** MediaPipe's WebAssembly, served as /wasm/: from its package while developing, copied by a build. */
function mediapipeWasm(): Plugin {
  return {
    name: "mediapipe-wasm",
    configureServer(server) {
      server.middlewares.use("/wasm", (request, response, next) => {
        const name = (request.url ?? "").replace(/^\//, "").replace(/\?.*$/, "");
        const file = join(wasmFolder, name);
        if (!WASM_FILES.includes(name) || !existsSync(file)) return next();
        response.setHeader(
          "Content-Type",
          name.endsWith(".js") ? "text/javascript" : "application/wasm",
        );
        createReadStream(file).pipe(response);
      });
    },
    async writeBundle() {
      await mkdir(join(OUT, "wasm"), { recursive: true });
      await Promise.all(
        WASM_FILES.map((name) => copyFile(join(wasmFolder, name), join(OUT, "wasm", name))),
      );
    },
  };
}

/** Writes NAME.gz beside each file that gains by it: the server sends that where it is taken. */
function compressed(): Plugin {
  const worthwhile = /\.(js|css|html|svg|wasm|webmanifest)$/;
  return {
    name: "compressed",
    apply: "build",
    async closeBundle() {
      const files = await readdir(OUT, { recursive: true });
      const shrink = async (name: string): Promise<void> => {
        const packed = await promisify(gzip)(await readFile(join(OUT, name)));
        await writeFile(join(OUT, `${name}.gz`), packed);
      };
      await Promise.all(files.filter((name) => worthwhile.test(name)).map(shrink));
    },
  };
}

const WORKER = "service_worker";

/** Tells the service worker what the first screen is made of, and of which build. */
function shellList(): Plugin {
  return {
    name: "shell-list",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const worker = chunks.find(({ name }) => name === WORKER);
      const entry = chunks.find(({ isEntry, name }) => isEntry && name !== WORKER);
      const page = bundle["index.html"];
      if (!worker || !entry || page?.type !== "asset") throw new Error("no worker, entry or page");
      const files = [...filesOf(entry, bundle)].map((name) => `/${name}`);
      const build = createHash("sha256").update(page.source).update(files.join()).digest("hex");
      worker.code = worker.code
        .replaceAll("__SHELL__", JSON.stringify(files))
        .replaceAll("__BUILD__", JSON.stringify(build.slice(0, 12)));
    },
  };
}

/** A chunk with everything that it imports at once, its styles, and what those show. */
function filesOf(chunk: Rollup.OutputChunk, bundle: Rollup.OutputBundle): Set<string> {
  const imported = chunk.imports
    .map((name) => bundle[name])
    .filter((file) => file?.type === "chunk")
    .flatMap((file) => Array.from(filesOf(file, bundle)));
  const { importedCss = [], importedAssets = [] } = chunk.viteMetadata ?? {};
  return new Set([chunk.fileName, ...imported, ...importedCss, ...importedAssets]);
}

const SERVER = process.env["UPPERBACK_SERVER"] ?? "http://127.0.0.1:8765";

export default defineConfig({
  base: "/",
  plugins: [svelte(), mediapipeWasm(), shellList(), compressed()],
  worker: { format: "es" },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: ["es2022", "chrome105", "firefox115", "safari16"],
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: ["index.html", `src/shell/${WORKER}.ts`],
      // A worker sees the folder that it lies in, and its address must not change.
      output: {
        entryFileNames: ({ name }) => (name === WORKER ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: {
    proxy: {
      "/api": { target: SERVER, ws: true, changeOrigin: true },
      "/media": SERVER,
      "/model": SERVER,
      "/samples": SERVER,
    },
  },
});
