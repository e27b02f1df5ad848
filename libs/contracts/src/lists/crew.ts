/**
 * What a crew can report, in its words. `cause` is what is published of it as the cause of a delay; a matter of one
 * child is not published, so the delay says no more than that there is one.
 */
export const crewProblems = [
  { problem: 'traffic', words: 'Traffic', cause: 'Traffic' },
  { problem: 'roadworks', words: 'Roadworks or road closed', cause: 'Roadworks' },
  { problem: 'vehicle', words: 'Something is wrong with the vehicle', cause: 'Vehicle fault' },
  { problem: 'accident', words: 'Accident', cause: 'Accident' },
  { problem: 'weather', words: 'Weather', cause: 'Weather' },
  { problem: 'child', words: 'A child needs help', cause: 'Held up on the way' },
  { problem: 'waiting', words: 'Waiting for a child', cause: 'Held up at a stop' },
  { problem: 'other', words: 'Something else', cause: 'Held up on the way' },
] as const;
export type CrewProblem = (typeof crewProblems)[number]['problem'];
