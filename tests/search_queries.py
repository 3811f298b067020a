"""Queries as readers type them, each with the places of which one must be among the first three results.

Of the words that stand in the transcript each place is the paragraph; ids are permanent, so these hold for good.
"""

from __future__ import annotations

TRADITIONAL = (
    ("機器人軍團", "t24.p1"),
    ("羅馬軍團", "t24.p1"),
    ("放射檢查", "t08.p2"),
    ("幻覺產生", "t08.p4"),
    ("貓視頻", "t08.p3"),
    ("激光雷達", "t20.p1"),
    ("外星行星", "t20.p1"),
    ("方向盤", "t03.p1"),
    ("勞德代爾堡", "t03.p1"),
    ("隕石坑", "t26.p2"),
    ("第三次世界大戰", "t26.p3"),
    ("視神經", "t28.p3"),
    ("脊髓損傷", "t28.p4"),
    ("86400 秒", "t28.p5"),
    ("布魯克林大橋", "t33.p1"),
    ("珍珠港", "t39.p1"),
    ("林肯遇刺", "t38.p1"),
    ("紅腿蛙", "t44.p2"),
    ("防火隔離帶", "t44.p1"),
    ("遺產基金會", "t45.p1"),
    ("集體良知", "t48.p1"),
    ("普遍的高收入", "t22.p1"),
    ("黃仁勳的主題演講", "note-huang-at-ces-2025"),
    ("孟菲斯的數據中心", "note-colossus"),
    ("數據見頂", "note-peak-data"),
)
SIMPLIFIED = (
    ("机器人军团", "t24.p1"),
    ("罗马军团", "t24.p1"),
    ("激光雷达", "t20.p1"),
    ("脊髓损伤", "t28.p4"),
    ("陨石坑", "t26.p2"),
    ("珍珠港是因为", "t39.p1"),
    ("布鲁克林大桥", "t33.p1"),
    ("言论自由作为第一修正案", "t36.p2"),
    ("方向盘", "t03.p1"),
    ("遗产基金会", "t45.p1"),
)
VARIANTS = (
    ("馬斯克還說", "dek.p1"),
    ("一群大約", "t01.p1"),
    ("在這裡有一個", "t26.p3"),
    ("安全著陸", "t26.p2"),
    ("擺脫貧困", "t42.p1"),
)
ENGLISH = (
    ("degrees of freedom", "t24.p1"),
    ("Roman legion", "t24.p1"),
    ("lidar", "t20.p1"),
    ("steering wheel", "t03.p1"),
    ("crater", "t26.p2"),
    ("optic nerve", "t28.p3"),
    ("spinal cord injuries", "t28.p4"),
    ("Brooklyn Bridge", "t33.p1"),
    ("Pearl Harbor decoding", "t39.p1"),
    ("red-legged frog", "t44.p2"),
    ("wildfire", "t44.p1"),
    ("hallucinations", "t08.p4"),
    ("superinteligence", "t08.p1"),
    ("assasination", "t38.p1"),
    ("collective conscience", "t48.p1"),
)
ACROSS = (
    ("Penn 邁阿密", "t03.p1"),
    ("Starlink 貧困", "t42.p1"),
    ("Waymo 城市", "t20.p1"),
    ("人工智慧的進入", "t08.p2"),
    ("有趣的影片", "t08.p3"),
)
QUERIES = (*TRADITIONAL, *SIMPLIFIED, *VARIANTS, *ENGLISH, *ACROSS)
"""Each with the id of its place in the transcript."""
