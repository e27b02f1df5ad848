/** A reporter for Node's test runner that writes its totals and nothing else, for `npm test` to add up. */
export default async function* totals(events) {
  for await (const event of events) {
    if (event.type === 'test:summary' && event.data.file === undefined) yield JSON.stringify(event.data.counts);
  }
}
