import { createReadStream, existsSync } from "node:fs";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

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

const SERVER = process.env["UPPERBACK_SERVER"] ?? "http://127.0.0.1:8765";

export default defineConfig({
  base: "/",
  plugins: [svelte(), mediapipeWasm(), compressed()],
  worker: { format: "es" },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: ["es2022", "chrome105", "firefox115", "safari16"],
    modulePreload: { polyfill: false },
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
