// Pages behind a link are for phones on poor connections: they load nothing of the application (docs/decisions/0035).
const isBehindLink = /^\/(bus|school|operator|crew)\//.test(location.pathname);
const started = isBehindLink ? import('./app/public/main').then(({ start }) => start()) : import('./app/main').then(({ start }) => start());
started.catch(reportError);
