namespace BotPartner.Slack.Inbound;

/// <summary>Bodies of acknowledgements.</summary>
internal static class Acks
{
    /// <summary>A JSON body; none for null.</summary>
    public static async Task WriteJson(this HttpResponse response, byte[]? body)
    {
        if (body is not null)
        {
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body);
        }
    }
}
