"""Processes with limits on time and memory."""
