"""The defects, a function each, in modules by what they damage. `checks.drill.kinds` names them all."""
