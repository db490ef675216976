/**
 * All that is tested of the source as a whole, in one suite: loading the compiler and parsing every file takes longer than the tests.
 */
import './error-documentation';
import './expressions/linear-expressions';
import './house-rules';
import './import-directions';
import './source-text';
