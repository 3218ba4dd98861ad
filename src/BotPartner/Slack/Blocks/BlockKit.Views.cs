using System.Text.Json;
using BotPartner.Core.Chat;

namespace BotPartner.Slack.Blocks;

/// <summary>Views: modal ones and the app's home.</summary>
public sealed partial class BlockKit
{
    /// <summary>The action id of every input; its block id is the field's.</summary>
    public const string Input = "v";

    private const int ViewTitle = 24;
    private const int InputLabel = 2000;
    private const int OptionText = 75;
    private const int MostOptions = 100;
    private const int MostBoxes = 10; // checkboxes take no more; beyond, a menu does

    /// <summary>The members of a view that asks the questions of a form.</summary>
    public void WriteView(Utf8JsonWriter json, Form form, Audience audience, Place place, bool fromHome = false)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(audience);
        Begin(json, form.Id, Label(form.Title, audience, ViewTitle), Label(Text.Say("slack.cancel"), audience, ViewTitle), new(place, form.Args) { FromHome = fromHome });
        Sheet.Write(json, "submit"u8, "plain_text"u8, Label(form.Submit, audience, ViewTitle));
        json.WriteStartArray("blocks"u8);
        if (form.Intro is { } intro)
        {
            new Sheet(json, new Budget(1, Budget.Text), "").Section(Marked(intro, audience, Section), quiet: false);
        }

        foreach (var field in form.Fields)
        {
            Write(json, field, audience);
        }

        json.WriteEndArray();
    }

    /// <summary>The members of a view that shows a card, with a button to close it.</summary>
    public void WriteView(Utf8JsonWriter json, Card card, Audience audience, Place place, bool fromHome = false)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(audience);
        var title = Label(card.Title, audience, Header);
        Begin(json, "card", Plain.Cut(title, ViewTitle, "…"), Label(Text.Say("slack.close"), audience, ViewTitle), new(place, new Dictionary<string, string>()) { FromHome = fromHome });
        WriteBlocks(json, card, audience, Budget.View, card.Untitled || title.Length <= ViewTitle);
    }

    /// <summary>The members of the app's home.</summary>
    public void WriteHome(Utf8JsonWriter json, Card card, Audience audience, Place place)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(audience);
        json.WriteString("type"u8, "home"u8);
        json.WriteString("callback_id"u8, "home"u8);
        json.WriteString("private_metadata"u8, new Carried(place, new Dictionary<string, string>()) { FromHome = true }.Write());
        WriteBlocks(json, card, audience, Budget.View, card.Untitled);
    }

    private static void Begin(Utf8JsonWriter json, string callback, string title, string close, Carried carried)
    {
        json.WriteString("type"u8, "modal"u8);
        json.WriteString("callback_id"u8, callback);
        json.WriteString("private_metadata"u8, carried.Write());
        Sheet.Write(json, "title"u8, "plain_text"u8, title);
        Sheet.Write(json, "close"u8, "plain_text"u8, close);
    }

    private void Write(Utf8JsonWriter json, Field field, Audience audience)
    {
        if (field is Field.Choice { Options.Count: 0 } or Field.Several { Options.Count: 0 })
        {
            return; // Slack refuses a menu without options.
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "input"u8);
        json.WriteString("block_id"u8, field.Id);
        Sheet.Write(json, "label"u8, "plain_text"u8, Label(field.Label, audience, InputLabel));
        json.WriteBoolean("optional"u8, !field.Required); // shown by Slack behind the label
        if (field.Hint is { } hint)
        {
            Sheet.Write(json, "hint"u8, "plain_text"u8, Label(hint, audience, InputLabel));
        }

        json.WriteStartObject("element"u8);
        json.WriteString("action_id"u8, Input);
        switch (field)
        {
            case Field.Words words:
                Write(json, words);
                break;
            case Field.Choice choice:
                Write(json, choice, audience);
                break;
            case Field.Several several:
                Write(json, several, audience);
                break;
            default:
                throw new NotSupportedException(field.GetType().Name);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Field.Words words)
    {
        var most = Math.Clamp(words.MaxLength, 1, 3000);
        json.WriteString("type"u8, "plain_text_input"u8);
        json.WriteBoolean("multiline"u8, words.Multiline);
        json.WriteNumber("max_length"u8, most);
        if (words.Value is { Length: > 0 } value)
        {
            json.WriteString("initial_value"u8, Plain.Cut(value, most, ""));
        }
    }

    private void Write(Utf8JsonWriter json, Field.Choice choice, Audience audience)
    {
        json.WriteString("type"u8, "static_select"u8);
        var options = choice.Options.Take(MostOptions).ToArray();
        Write(json, "options"u8, options, audience);
        if (options.FirstOrDefault(o => o.Value == choice.Value) is { } initial)
        {
            json.WriteStartObject("initial_option"u8);
            Write(json, initial, audience);
            json.WriteEndObject();
        }
    }

    private void Write(Utf8JsonWriter json, Field.Several several, Audience audience)
    {
        var options = several.Options.Take(MostOptions).ToArray();
        json.WriteString("type"u8, options.Length <= MostBoxes ? "checkboxes"u8 : "multi_static_select"u8);
        Write(json, "options"u8, options, audience);
        var chosen = (several.Value ?? "").Split(',');
        if (options.Where(o => chosen.Contains(o.Value)).ToArray() is { Length: > 0 } initial)
        {
            Write(json, "initial_options"u8, initial, audience);
        }
    }

    private void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<Option> options, Audience audience)
    {
        json.WriteStartArray(name);
        foreach (var option in options)
        {
            json.WriteStartObject();
            Write(json, option, audience);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, Option option, Audience audience)
    {
        Sheet.Write(json, "text"u8, "plain_text"u8, Label(option.Label, audience, OptionText));
        json.WriteString("value"u8, option.Value.Length <= OptionText
            ? option.Value
            : throw new InvalidOperationException($"an option takes {option.Value.Length} characters, more than {OptionText}"));
    }
}
