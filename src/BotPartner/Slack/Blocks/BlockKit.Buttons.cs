using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Slack.Api;

namespace BotPartner.Slack.Blocks;

/// <summary>Buttons.</summary>
public sealed partial class BlockKit
{
    private const int ButtonText = 75;
    private const int ButtonValue = 2000;
    private const int RowOfButtons = 25;

    /// <summary>Parts an action from what makes it unique in its block.</summary>
    public const char Unique = '#';

    /// <summary>The action as the router knows it.</summary>
    public static string ActionOf(string actionId)
    {
        ArgumentNullException.ThrowIfNull(actionId);
        var mark = actionId.LastIndexOf(Unique);
        return mark < 0 ? actionId : actionId[..mark];
    }

    private const int ConfirmTitle = 100;
    private const int ConfirmText = 300;
    private const int ConfirmButton = 30;

    private static int Rows(Element.Buttons buttons) => (buttons.Items.Count + RowOfButtons - 1) / RowOfButtons;

    private void Write(Sheet sheet, Card card, Element.Buttons buttons, Audience audience)
    {
        foreach (var row in buttons.Items.Chunk(RowOfButtons))
        {
            sheet.Actions(json =>
            {
                var seen = new Dictionary<string, int>();
                foreach (var button in row)
                {
                    var before = seen.GetValueOrDefault(button.Action);
                    seen[button.Action] = before + 1;
                    Write(json, card, button, before, audience);
                }
            });
        }
    }

    private void Write(Utf8JsonWriter json, Card card, Button button, int before, Audience audience)
    {
        var label = Label(button.Label, audience, ButtonText);
        json.WriteStartObject();
        json.WriteString("type"u8, "button"u8);
        json.WriteString("action_id"u8, before == 0 ? button.Action : $"{button.Action}{Unique}{before}");
        Sheet.Write(json, "text"u8, "plain_text"u8, label);
        json.WriteString("value"u8, Value(button));
        if (button.Link is { } link)
        {
            // Slack tells of the press all the same, and wants its answer.
            json.WriteString("url"u8, link.AbsoluteUri);
        }

        if (button.Tone != ButtonTone.Plain)
        {
            json.WriteString("style"u8, button.Tone == ButtonTone.Primary ? "primary"u8 : "danger"u8);
        }

        if (button.Tone == ButtonTone.Danger)
        {
            json.WriteStartObject("confirm"u8);
            Sheet.Write(json, "title"u8, "plain_text"u8, Label(button.Label, audience, ConfirmTitle));
            Sheet.Write(json, "text"u8, "plain_text"u8, Label(Text.Say("slack.confirm"), audience, ConfirmText));
            Sheet.Write(json, "confirm"u8, "plain_text"u8, Label(button.Label, audience, ConfirmButton));
            Sheet.Write(json, "deny"u8, "plain_text"u8, Label(Text.Say("slack.deny"), audience, ConfirmButton));
            json.WriteEndObject();
        }

        // Whoever listens meets the same labels in many messages; the title says which one this is.
        if (!card.Untitled && label.Length < ButtonText - 10)
        {
            json.WriteString("accessibility_label"u8, Plain.Cut($"{label}: {Label(card.Title, audience, Header)}", ButtonText, "…"));
        }

        json.WriteEndObject();
    }

    private static string Value(Button button)
    {
        if (button.Args.Count == 0)
        {
            return "{}";
        }

        var value = System.Text.Encoding.UTF8.GetString(Body.Of(w => Write(w, button.Args)));
        return value.Length <= ButtonValue
            ? value
            : throw new InvalidOperationException($"the arguments of button '{button.Action}' take {value.Length} characters, more than {ButtonValue}");
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, string> args)
    {
        foreach (var (name, value) in args)
        {
            json.WriteString(name, value);
        }
    }
}
