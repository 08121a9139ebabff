"""The archive in the browser: filing, borrowing, inspection, disposal, a bag."""
