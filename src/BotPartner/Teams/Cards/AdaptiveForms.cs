using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Teams.Inbound;

namespace BotPartner.Teams.Cards;

/// <summary>Renders neutral forms as Adaptive Cards with inputs.</summary>
public static class AdaptiveForms
{
    private const int LongestOption = 75;
    private static readonly IReadOnlyDictionary<string, Text> NoErrors = new Dictionary<string, Text>();

    /// <summary>The form, with what is wrong beside the field it concerns.</summary>
    public static JsonObject Render(Form form, Wording wording, Surface surface, IReadOnlyDictionary<string, Text>? errors = null)
    {
        errors ??= NoErrors;
        var body = new JsonArray();
        if (surface == Surface.Message)
        {
            // A dialog shows the title in its frame.
            body.Add((JsonNode)wording.Block(form.Title, Look.Heading));
        }

        if (form.Intro is { } intro)
        {
            body.Add((JsonNode)wording.Block(intro));
        }

        foreach (var (field, error) in errors)
        {
            if (form.Fields.All(f => f.Id != field))
            {
                body.Add((JsonNode)wording.Block(Text.Say("teams.mend", ("error", error)), Look.Alert));
            }
        }

        foreach (var field in form.Fields)
        {
            if (errors.TryGetValue(field.Id, out var error))
            {
                body.Add((JsonNode)wording.Block(Text.Say("teams.mend", ("error", error)), Look.Alert));
            }

            body.Add((JsonNode)Input(field, wording));
            if (field.Hint is { } hint)
            {
                body.Add((JsonNode)wording.Block(hint, Look.Quiet));
            }
        }

        var title = wording.Plain(form.Submit);
        var data = AdaptiveCards.Data(CardData.Form, form.Id, form.Args);
        var action = surface == Surface.Dialog ? AdaptiveCards.Submit(title, data) : AdaptiveCards.Execute(title, form.Id, data);
        body.Add((JsonNode)new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray(action) });
        return AdaptiveCards.Frame(body, wording, wording.Plain(form.Intro ?? form.Title));
    }

    /// <summary>The card that stands for a form where it may only be opened by pressing a button.</summary>
    public static Card Opener(Form form) =>
        (form with { Opener = form.Opener with { OpensForm = true } }).Invitation(Text.Say("teams.opener"));

    private static JsonObject Input(Field field, Wording wording)
    {
        var input = field switch
        {
            Field.Words w => Words(w),
            Field.Choice c => Choice(c.Options, wording),
            Field.Several s => Several(s.Options, wording),
            _ => throw new InvalidOperationException($"{field.GetType().Name} has no rendering in Teams"),
        };
        input["id"] = CardData.InputId(field.Id);
        // The asterisk that clients add is a mark without words.
        input["label"] = wording.Plain(field.Required ? Text.Say("teams.required", ("label", field.Label)) : field.Label);
        input["isRequired"] = field.Required;
        input["errorMessage"] = wording.Plain(Text.Say("teams.missing", ("label", field.Label)));
        if (!string.IsNullOrEmpty(field.Value))
        {
            input["value"] = field.Value;
        }

        return input;
    }

    private static JsonObject Words(Field.Words words) => new()
    {
        ["type"] = "Input.Text",
        ["isMultiline"] = words.Multiline,
        ["maxLength"] = words.MaxLength,
    };

    /// <summary>Comes back as the values joined by commas.</summary>
    private static JsonObject Several(IReadOnlyList<Option> options, Wording wording)
    {
        var input = Choice(options, wording);
        input["isMultiSelect"] = true;
        input["style"] = "expanded";
        return input;
    }

    private static JsonObject Choice(IReadOnlyList<Option> options, Wording wording) => new()
    {
        ["type"] = "Input.ChoiceSet",
        ["style"] = "compact",
        ["wrap"] = true,
        ["choices"] = new JsonArray([.. options.Select(o => new JsonObject
        {
            ["title"] = Short(wording.Plain(o.Label)),
            ["value"] = o.Value,
        })]),
    };

    private static string Short(string label) => label.Length <= LongestOption
        ? label
        : string.Concat(label.AsSpan(0, char.IsHighSurrogate(label[LongestOption - 2]) ? LongestOption - 2 : LongestOption - 1), "…");
}
