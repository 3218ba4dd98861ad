using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace BotPartner.Sandbox.Slack;

/// <summary>What a Web API method was called with: JSON, or a form whose nested values are JSON in text.</summary>
internal sealed class SlackArguments
{
    private readonly JsonObject all;

    private SlackArguments(JsonObject all) => this.all = all;

    public string? this[string name] => all[name] switch
    {
        null => null,
        JsonValue value => value.ToString(),
        var nested => nested.ToJsonString(),
    };

    /// <summary>Null when the body cannot be read.</summary>
    public static SlackArguments? Read(WireRequest request)
    {
        try
        {
            if (request.MediaType == "application/json")
            {
                return JsonNode.Parse(request.Body) is JsonObject json ? new(json) : null;
            }

            var form = new JsonObject();
            foreach (var (name, value) in QueryHelpers.ParseQuery(request.Query).Concat(QueryHelpers.ParseQuery(request.Text)))
            {
                form[name] = value.ToString();
            }

            return new(form);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool Has(string name) => this[name] is { Length: > 0 };

    /// <summary>A nested value; null when it is absent or not JSON.</summary>
    public JsonNode? Nested(string name)
    {
        try
        {
            return all[name] is JsonValue text && text.TryGetValue<string>(out var json) ? JsonNode.Parse(json) : all[name]?.DeepClone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
