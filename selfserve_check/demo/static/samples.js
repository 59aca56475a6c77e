"use strict";

async function tellTimes() {
  const place = document.getElementById("sample-times");
  try {
    const reply = await fetch("/api/sample-times.json");
    if (!reply.ok) throw new Error(`status ${reply.status}`);
    const { days } = await reply.json();
    place.textContent = `Samples take ${days} working days to arrive.`;
  } catch (error) {
    place.textContent = "Nobody at the works knows at the moment. Please try again later.";
  }
}

tellTimes();
