// SvelteKit reads its own declarations from here; this service adds none.
export {};
