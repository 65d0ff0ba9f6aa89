async function show() {
  const { one } = await import('./store.js');
  const store = await import('./store.js');
  return (await one(1)).full_name + (await store.one(2)).email;
}

show();
