using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Teams;

/// <summary>An opened dialog.</summary>
/// <param name="Source">The message whose button opened it; null if a command did.</param>
/// <param name="Title">Above it.</param>
/// <param name="Card">In it.</param>
public sealed record TeamsDialog(TeamsMessage? Source, string Title, JsonObject Card)
{
    /// <summary>The command that opened it, if one did.</summary>
    public TeamsCommand? Command { get; init; }

    /// <summary>All that can be read in it.</summary>
    public string PlainText() => $"{Title}\n{CardReading.PlainText(Card)}";
}

/// <summary>What a person gets back for a press or a sent dialog.</summary>
/// <param name="Delivery">The HTTP exchange.</param>
/// <param name="InnerStatus">The <c>statusCode</c> in the body of an answered Action.Execute; else the HTTP status.</param>
/// <param name="Type">The <c>type</c> in the body: which kind of answer it is; empty when there is none.</param>
public sealed record TeamsAnswer(Delivered Delivery, int InnerStatus, string Type)
{
    /// <summary>HTTP status of the bot's answer.</summary>
    public int Status => Delivery.Status;

    /// <summary>A card, seen only by the person who pressed.</summary>
    public JsonObject? Card { get; init; }

    /// <summary>A short notice or an error, seen only by the person who pressed.</summary>
    public string? Notice { get; init; }

    /// <summary>A dialog that opened or stayed open.</summary>
    public TeamsDialog? Dialog { get; init; }

    /// <summary>All that can be read in it.</summary>
    public string PlainText() => Dialog?.PlainText() ?? (Card is { } card ? CardReading.PlainText(card) : Notice ?? "");

    internal static TeamsAnswer Read(Delivered delivery, TeamsMessage? source, TeamsCommand? command = null)
    {
        var body = delivery.Json;
        if (body?["task"] is JsonObject task)
        {
            var type = (string?)task["type"] ?? "";
            return task["value"] is JsonObject info
                ? new(delivery, delivery.Status, type)
                {
                    Dialog = new(source, (string?)info["title"] ?? "", info["card"]?["content"] as JsonObject ?? new JsonObject()) { Command = command },
                }
                : new(delivery, delivery.Status, type) { Notice = (string?)task["value"] };
        }

        var status = (int?)body?["statusCode"] ?? delivery.Status;
        return new(delivery, status, (string?)body?["type"] ?? "")
        {
            Card = (string?)body?["type"] == CardReading.ContentType ? body["value"] as JsonObject : null,
            Notice = body?["value"] switch
            {
                JsonValue text => text.ToString(),
                JsonObject error when error["message"] is not null => (string?)error["message"],
                _ => null,
            },
        };
    }
}
