using System.Globalization;
using System.Text.Json;

namespace BotPartner.Slack.Blocks;

/// <summary>The blocks of one message or view as they are written, with what is left of its limits.</summary>
/// <param name="json">Within the array of blocks.</param>
/// <param name="budget">What is left.</param>
/// <param name="more">Says that something was left out.</param>
internal sealed class Sheet(Utf8JsonWriter json, Budget budget, string more)
{
    private int number;

    public Budget Budget => budget;

    /// <summary>Whether there is room for another text; if not, says once that something was left out.</summary>
    public bool Room(int length = 0)
    {
        if (budget.HasRoom && budget.Fit(length) == length)
        {
            return true;
        }

        if (budget.MustTell)
        {
            budget.Tell();
            Begin("context"u8);
            json.WriteStartArray("elements"u8);
            Write(json, default, "plain_text"u8, more);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return false;
    }

    public void Header(string title)
    {
        budget.Take(title.Length);
        Begin("header"u8);
        Write(json, "text"u8, "plain_text"u8, title);
        json.WriteEndObject();
    }

    public void Section(string mrkdwn, bool quiet)
    {
        if (string.IsNullOrWhiteSpace(mrkdwn))
        {
            return; // Slack refuses an empty text.
        }

        budget.Take(mrkdwn.Length);
        Begin(quiet ? "context"u8 : "section"u8);
        if (quiet)
        {
            json.WriteStartArray("elements"u8);
            Write(json, default, "mrkdwn"u8, mrkdwn);
            json.WriteEndArray();
        }
        else
        {
            Write(json, "text"u8, "mrkdwn"u8, mrkdwn);
        }

        json.WriteEndObject();
    }

    public void Plain(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        budget.Take(text.Length);
        Begin("section"u8);
        Write(json, "text"u8, "plain_text"u8, text);
        json.WriteEndObject();
    }

    public void Fields(IReadOnlyList<string> fields)
    {
        budget.Take(fields.Sum(f => f.Length));
        Begin("section"u8);
        json.WriteStartArray("fields"u8);
        foreach (var field in fields)
        {
            Write(json, default, "mrkdwn"u8, field);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public void Divider()
    {
        if (budget.HasRoom)
        {
            budget.Take(0);
            Begin("divider"u8);
            json.WriteEndObject();
        }
    }

    /// <summary>A row of buttons; room for it was set aside beforehand.</summary>
    public void Actions(Action<Utf8JsonWriter> elements)
    {
        Begin("actions"u8);
        json.WriteStartArray("elements"u8);
        elements(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A text object. Without a name: as an item of an array.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, string text)
    {
        if (name.IsEmpty)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(name);
        }

        json.WriteString("type"u8, type);
        json.WriteString("text"u8, text);
        if (type.SequenceEqual("mrkdwn"u8))
        {
            json.WriteBoolean("verbatim"u8, true); // no links, channels or broadcasts made out of bare words
        }

        json.WriteEndObject();
    }

    /// <summary>Block ids count up, so that a block keeps its id when the message is edited.</summary>
    private void Begin(ReadOnlySpan<byte> type)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("block_id"u8, string.Create(CultureInfo.InvariantCulture, $"b{number++}"));
    }
}
