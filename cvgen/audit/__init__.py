"""`cvgen audit`: searches finished files for values of CVs that must stay hidden."""
