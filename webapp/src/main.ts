import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import App from "./App.svelte";
import { Coach } from "./session/coach.svelte.ts";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");

const coach = new Coach();
mount(App, { target, props: { coach } });
void coach.boot();
addEventListener("load", () => void coach.newer.start());
