/** Replies that are no JSON object of the table, by route, with why they hold nothing that a caller may not see [ACC-4]. */
export const files: Readonly<Record<string, string>> = {
  'GET /api/devices/osmand': 'answers a device with nothing',
  'GET /api/imports/cases/jobs/{importId}/rejects.csv': "rows of the sender's own file with their reasons, for the sender alone and for an hour",
  'GET /api/imports/programme/jobs/{importId}/rejects.csv': "rows of the sender's own file with their reasons, for the sender alone and for an hour",
  'GET /api/imports/jobs/{importId}/rejects.csv': "rows of the sender's own file with their reasons, kept for an hour",
  'GET /api/imports/programme/template.csv': 'headings and invented examples',
  'GET /api/imports/{kind}/template.csv': 'headings and invented examples',
  'POST /api/rights/subjects/{kind}/{ref}/export': "what is held of one person, for that person, made by an administrator and recorded; what is about others is left out",
  'GET /api/feeds/gtfs-realtime/{feed}': 'vehicles, trips and service alerts as GTFS-Realtime has them: no field of it is of a person, and stops are those of the timetable, not of children',
  'GET /api/feeds/gtfs': 'the timetable: agencies, routes, stops, times',
  'GET /api/programme/periods/{period}/report.pdf': 'the report of the period, set from the same projection of it that the JSON is',
  'GET /api/health/metrics': 'counters of the process; no label is a reference to anybody',
  'GET /api/docs': 'this interface described',
  'GET /api/docs/events': 'the event catalogue described',
};
