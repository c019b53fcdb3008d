// t_lives.mjs: four whole lives, drawn from the seeds, lived through the pages in Chromium, on both engines. Each ends
// with figures that were counted by hand. Not: how a life is lived (lives.mjs). Start at a life (life_*.mjs).
import { live } from "./lives.mjs";
import epa from "./life_epa.mjs";

await live([epa].filter((life) => !process.argv[2] || life.title.startsWith(process.argv[2])));
