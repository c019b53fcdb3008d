// t_lives.mjs: four whole lives, drawn from the seeds, lived through the pages in Chromium, on both engines. Each ends
// with figures that were counted by hand. Not: how a life is lived (lives.mjs). Start at a life (life_*.mjs).
import { live } from "./lives.mjs";
import epa from "./life_epa.mjs";
import cmd from "./life_cmd.mjs";
import nah from "./life_nah.mjs";
import lvb from "./life_lvb.mjs";

const [only] = process.argv.slice(2);
await live([epa, cmd, nah, lvb].filter((life) => !only || life.title === only));
