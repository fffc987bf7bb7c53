"""The record the portal starts with: data files, and what loads them through the operations
(docs/record.md).
"""
