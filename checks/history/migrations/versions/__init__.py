"""The steps. A step that was released is never edited: histories out there were made by it."""
