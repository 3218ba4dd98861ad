using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Teams.Inbound;

namespace BotPartner.Teams.Cards;

/// <summary>Where a card is shown; it decides how its buttons travel.</summary>
public enum Surface
{
    /// <summary>In a conversation.</summary>
    Message,

    /// <summary>In a dialog, where there is only Action.Submit and no dialog above the dialog.</summary>
    Dialog,
}

/// <summary>Renders neutral cards as Adaptive Cards 1.5, the most that Teams shows.</summary>
public static class AdaptiveCards
{
    /// <summary>The content type of such an attachment.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Teams shows six at most.</summary>
    public const int MostActions = 6;

    private const int BarLength = 10;

    /// <summary>The card.</summary>
    public static JsonObject Render(Card card, Wording wording, Surface surface = Surface.Message)
    {
        var body = new JsonArray();
        if (!card.Untitled)
        {
            body.Add((JsonNode)wording.Block(card.Title, Look.Heading));
        }

        var actions = 0;
        var divided = false;
        foreach (var element in card.Elements)
        {
            if (element is Element.Divider)
            {
                divided = body.Count > 0;
                continue;
            }

            foreach (var rendered in Rendered(element, wording, surface, ref actions))
            {
                if (divided)
                {
                    rendered["separator"] = true;
                    divided = false;
                }

                body.Add((JsonNode)rendered);
            }
        }

        return Frame(body, wording, wording.Plain(card.Summary));
    }

    /// <summary>The frame around a body. Made last: the body decides who is mentioned.</summary>
    public static JsonObject Frame(JsonArray body, Wording wording, string fallback)
    {
        var teams = new JsonObject { ["width"] = "Full" };
        if (wording.Entities is { } entities)
        {
            teams["entities"] = entities;
        }

        return new()
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["lang"] = wording.Language,
            ["fallbackText"] = fallback,
            ["body"] = body,
            ["msteams"] = teams,
        };
    }

    /// <summary>The data that a button sends.</summary>
    public static JsonObject Data(string kind, string name, IReadOnlyDictionary<string, string> args)
    {
        var carried = new JsonObject();
        foreach (var (key, value) in args)
        {
            carried[key] = value;
        }

        return new() { [kind] = name, [CardData.Args] = carried };
    }

    /// <summary>An action that is understood by clients old and new.</summary>
    public static JsonObject Execute(string title, string verb, JsonObject data) => new()
    {
        ["type"] = "Action.Execute",
        ["title"] = title,
        ["verb"] = verb,
        ["data"] = data,
        // Clients without Action.Execute send the same as a message.
        ["fallback"] = Submit(title, (JsonObject)data.DeepClone()),
    };

    /// <summary>An action that arrives as a message, or from a dialog as task/submit.</summary>
    public static JsonObject Submit(string title, JsonObject data) => new()
    {
        ["type"] = "Action.Submit",
        ["title"] = title,
        ["data"] = data,
    };

    private static IEnumerable<JsonObject> Rendered(Element element, Wording wording, Surface surface, ref int actions) => element switch
    {
        Element.Paragraph p => [wording.Block(p.Text, p.Quiet ? Look.Quiet : Look.Body)],
        Element.Quote q => [Quote(q, wording)],
        Element.Facts f => f.Lines.Count == 0 ? [] : [Facts(f, wording)],
        Element.Bars b => b.Lines.Select(l => Bar(l, wording)),
        Element.Divider => [],
        Element.Buttons b => Buttons(b, wording, surface, ref actions),
        _ => throw new InvalidOperationException($"{element.GetType().Name} has no rendering in Teams"),
    };

    private static JsonObject Quote(Element.Quote quote, Wording wording)
    {
        JsonArray items = [wording.Block(quote.Words)];
        if (quote.By is { } by)
        {
            items.Add((JsonNode)wording.Block(Text.Say("teams.by", ("who", by)), Look.Quiet));
        }

        return new() { ["type"] = "Container", ["style"] = "emphasis", ["items"] = items };
    }

    private static JsonObject Facts(Element.Facts facts, Wording wording) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Lines.Select(l => new JsonObject
        {
            ["title"] = wording.Marked(l.Label),
            ["value"] = wording.Marked(l.Value),
        })]),
    };

    private static JsonObject Bar(Bar bar, Wording wording)
    {
        var full = bar.Total <= 0 ? 0 : (int)Math.Clamp(((bar.Count * BarLength) + (bar.Total / 2)) / bar.Total, bar.Count > 0 ? 1 : 0, BarLength);
        var blocks = new string('█', full) + new string('░', BarLength - full);
        return wording.Block(Text.Say("teams.bar", ("bar", blocks), ("count", bar.Count), ("total", bar.Total), ("label", bar.Label)));
    }

    private static JsonObject[] Buttons(Element.Buttons buttons, Wording wording, Surface surface, ref int actions)
    {
        var shown = buttons.Items.Take(MostActions - actions).Select(b => Button(b, wording, surface)).ToArray<JsonNode>();
        actions += shown.Length;
        return shown.Length == 0 ? [] : [new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray(shown) }];
    }

    private static JsonObject Button(Button button, Wording wording, Surface surface)
    {
        var title = wording.Plain(button.Label);
        if (button.Link is { } link)
        {
            return new() { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = link.AbsoluteUri };
        }

        var data = Data(CardData.Action, button.Action, button.Args);
        if (surface == Surface.Message && button.OpensForm)
        {
            data[CardData.Teams] = new JsonObject { ["type"] = "task/fetch" };
        }

        var action = surface == Surface.Message && !button.OpensForm ? Execute(title, button.Action, data) : Submit(title, data);
        if (button.Tone != ButtonTone.Plain)
        {
            action["style"] = button.Tone == ButtonTone.Danger ? "destructive" : "positive";
        }

        return action;
    }
}
