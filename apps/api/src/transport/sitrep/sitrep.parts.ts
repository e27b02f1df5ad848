import { OutcomeCollector } from './outcome-collector.js';
import { OutcomeMaker } from './outcome-maker.js';
import { RunParameters } from './run-parameters.js';
import { SitrepDecider } from './sitrep.decider.js';
import { SitrepMetrics } from './sitrep.metrics.js';
import { SitrepQueries } from './sitrep.queries.js';
import { SitrepRepository } from './sitrep.repository.js';
import { SitrepState } from './sitrep.state.js';
import { SitrepTopic } from './sitrep.topic.js';
import { SitrepViews } from './sitrep-views.js';
import { TraceReader } from './trace-reader.js';

/** The weekly SitRep: a decider of its own, over what transport holds. */
export const sitrepParts = [OutcomeCollector, OutcomeMaker, RunParameters, SitrepDecider, SitrepMetrics, SitrepQueries, SitrepRepository, SitrepState, SitrepTopic, SitrepViews, TraceReader];
