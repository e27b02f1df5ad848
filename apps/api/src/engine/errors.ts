export { isStatementError, StorageUnavailable } from '../database/errors.js';
